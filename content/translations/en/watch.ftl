# Somebody opened many charts in an hour: what their supervisor reads and answers.

watch-title = Many charts in an hour
watch-text = A look, not a verdict. Ask first. There is often a good reason.
watch-none = Nothing waits for an answer.
watch-told = { $count } charts in an hour. Up to { $usual } is usual.
watch-answer = Answer
watch-what = What came of it?
watch-work = Their work explains it
watch-talked = We talked, and it is settled
watch-privacy = The privacy officer knows and goes on with it
watch-note = In your words
watch-note-hint = Say what explains it. Leave members’ names out.
watch-save = Save the answer
watch-answer-missing = Pick what came of it.
watch-note-wrong = Write a sentence or two about it, up to 2,000 letters.
watch-answered-already = Someone else has answered this already.
flash-watch-answered = Thank you. The answer is kept with the record.
