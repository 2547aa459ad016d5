# Alguien abrió muchos expedientes en una hora: lo que lee y responde quien supervisa.

watch-title = Muchos expedientes en una hora
watch-text = Es una mirada, no un juicio. Pregunta primero. A menudo hay una buena razón.
watch-none = No hay nada que espere respuesta.
watch-told = { $count } expedientes en una hora. Lo habitual es hasta { $usual }.
watch-answer = Responder
watch-what = ¿En qué quedó?
watch-work = Su trabajo lo explica
watch-talked = Hablamos y quedó resuelto
watch-privacy = La persona encargada de privacidad lo sabe y se ocupa
watch-note = En tus palabras
watch-note-hint = Di qué lo explica. No escribas nombres de miembros.
watch-save = Guardar la respuesta
watch-answer-missing = Elige en qué quedó.
watch-note-wrong = Escribe una o dos frases, hasta 2,000 letras.
watch-answered-already = Otra persona ya respondió.
flash-watch-answered = Gracias. La respuesta queda guardada con el registro.
