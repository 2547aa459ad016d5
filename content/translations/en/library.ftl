# The library: short guides.

library-title = Library
library-lead = Short guides in plain words. Anyone may read them.
library-words = Words to look for
library-guides = Guides
library-first = What a first meeting is like
library-stories = Stories
library-stories-text = What it can be like. One way is no rule for yours. Each story says whose it is.
story-made-up = This story is made up. We put it together from what many people tell. It is nobody's own.
story-told = Someone told us this, and said yes in writing on { $date } to showing it here. They may take it back at any time.
library-found = { $count ->
    [0] Nothing found. Try another word.
    [one] 1 guide
   *[other] { $count } guides
}
library-all = All guides
library-about = About this guide
library-owner = Who answers for it
library-reviewer = Who has checked it
library-no-reviewer = Nobody from the field has checked it yet
library-written = Written
library-review = To be looked at again
library-due = It is time to look at it again
library-more = More to read
leave-title = You are about to leave
leave-lead = This link leads to { $host }. It is not ours.
leave-what = That site can see that you came, and it may keep cookies. The leave button does not work there.
leave-go = Go to { $host }
leave-stay = Stay here
