# Firmar, versiones, revisiones, lo que toca, y lo que se imprime.

how-signed-own-session = En su propia sesión
how-signed-typed = Nombre escrito, con testigo

sign-pin = Tu PIN
sign-their-pin = Su PIN
sign-their-pin-hint = Solo lo escribe quien firma. Déjalo vacío si va a dibujar.
sign-beside = Alguien firma aquí, a mi lado
sign-beside-do = Guardar esta firma
sign-draw = Firma aquí
sign-draw-hint = Usa el dedo o el ratón. Si aquí no funciona, vale el nombre escrito, contigo como testigo.
sign-clear = Empezar la firma otra vez
sign-paper = Alguien firmó en papel
sign-paper-text = Imprime el plan, fírmenlo y agrega una foto de la hoja.
sign-file = Foto o PDF de la hoja
sign-file-hint = Hasta 10 MB. Quitamos de la foto dónde y cuándo se tomó.
sign-paper-kept = No hay foto. Guardamos el papel en nuestro archivo.
sign-paper-do = Guardar esta hoja
sign-pin-missing = Escribe el PIN.
sign-pin-wrong = Ese PIN no es. Prueba otra vez.
sign-pin-none = Todavía no tiene PIN. Puede firmar con el dedo.
sign-drawing-unreadable = No pudimos leer la firma. Hazla otra vez.
sign-drawing-long = La firma es muy larga. Hazla otra vez.
sign-drawing-empty = La firma es muy corta. Escribe tu nombre.
sign-link-agree-first = Pregunta primero a la persona. Luego marca esta casilla.
signed-beside = al lado de { $name }
signed-read-aloud = leído en voz alta
signed-interpreter = interpretó { $name }
signed-in-en = firmado en inglés
signed-in-es = firmado en español
signed-by-link = con un enlace que { $name } hizo y entregó; no comprobamos quién respondió
signed-drawing = La firma de { $name }
signed-sheet = Descargar la hoja firmada

file-missing = Elige primero un archivo.
file-too-large = Este archivo es muy grande. Puede tener hasta 10 MB.
file-larger-than = Este archivo es muy grande. Puede tener hasta { $most } MB.
file-type-unknown = Podemos guardar un PDF o una foto (JPEG, PNG o WebP). Este archivo es otra cosa.
file-picture-unreadable = No pudimos abrir esta foto. Tómala otra vez.

link-title = Enlaces para profesionales de fuera
link-make = Hacer un enlace de un solo uso
link-make-text = El enlace abre solo esta versión, por 14 días, hasta que respondan o haya una versión más nueva. Puedes quitarlo cuando quieras.
link-name = Para quién
link-yes = El sí de la persona
link-agreed = La persona sabe quién va a leer este plan y está de acuerdo
link-make-do = Hacer el enlace
link-fresh = Este es el enlace
link-fresh-text = Solo lo mostramos ahora. Entrégalo de forma segura. Abre el plan a quien lo tenga.
link-open = espera respuesta
link-signed = firmó
link-disagrees = no está de acuerdo
link-withdrawn = retirado
link-run-out = se venció
link-overtaken = ya no abre nada
link-withdraw = Quitarlo
flash-link-made = Este enlace ya se hizo antes. Si se perdió, quítalo y haz uno nuevo.
flash-link-withdrawn = El enlace ya no abre nada.

by-link-title = Un plan para leer y firmar
by-link-text = Una persona escribió este plan con su acompañante y te pide leerlo. Esta página se abre hasta que respondas.
by-link-agree = Leí este plan y lo apoyo.
by-link-no = No estoy de acuerdo
by-link-why = ¿Qué debería ser distinto?
by-link-no-do = Enviar esta respuesta
by-link-done = Gracias
by-link-done-text = Guardamos tu respuesta. El enlace ya no abre nada. Puedes cerrar esta página.

changes-title = Qué cambió
changes-link = Qué cambió
changes-first = Esta es la primera versión. No hay otra antes.
changes-none = Las dos versiones dicen lo mismo.
changes-key = Las palabras que ya no están van tachadas. Las nuevas van subrayadas.
changes-whole = El plan completo
changes-was = Antes
changes-now = Ahora
changes-nothing = Nada
changes-plan-added = Nuevo
changes-plan-removed = Ya no está
changes-plan-moved = En otro lugar
changes-goal-added = Meta nueva
changes-goal-removed = Ya no está en el plan
changes-goal-moved = En otro lugar
changes-strategy-added = Forma nueva
changes-strategy-removed = Forma que se dejó
changes-strategy-moved = Forma en otro lugar
changes-action-added = Paso nuevo
changes-action-removed = Paso que se dejó
changes-action-moved = Paso en otro lugar

review-title = Mirar el plan juntos
review-text = Vayan meta por meta. Escribe con las palabras de la persona. Toda respuesta es buena.
review-text-own = Ve meta por meta, con tus propias palabras. Toda respuesta es buena.
review-how = ¿Cómo ha ido?
review-stands = ¿Cómo está ahora?
review-turned-out = Junto a lo que esperabas
review-no-mark = Ahora no
review-whole = El plan completo
review-whole-how = ¿Cómo va todo? ¿Qué sigue?
review-no-reason = Nada que agregar
review-late = Qué lo demoró:
review-then = Guardamos esto con la versión que miraron. Después puedes cambiar el plan y hacer una versión nueva.
review-keep = Guardar esta revisión
review-empty = Escribe unas palabras, de una meta o de todo el plan.
reviews-title = Veces que miramos el plan
flash-reviewed = Guardado. Si el plan debe cambiar, cámbialo ahora y haz una versión nueva.

cosign-title = Planes que esperan tu firma

cosign-more = { $count ->
    [one] Un plan más espera tu firma. Aparece aquí cuando firmes estos.
   *[other] { $count } planes más esperan tu firma. Aparecen aquí cuando firmes estos.
}
plan-late-ask = El primer plan va con retraso, y no pasa nada. ¿Qué lo demoró?
due-title = Lo que toca, y por qué
due-more = { $count ->
    [one] Toca una cosa más. Abre la página de la persona para verla.
   *[other] Tocan { $count } cosas más. Abre las páginas de las personas para verlas.
}
due-open-plan = Abrir el plan
due-open-version = Abrir esta versión
due-review-now = Mirar el plan juntos
due-reminds = Puede avisarte. Nunca te frena.
due-plan-was = El primer plan era para el { $date }
due-review-was = Tocaba mirar el plan el { $date }
due-plan-counted = Contamos desde el { $date }.
due-review-counted = Lo miraron o lo firmaron por última vez el { $date }.
due-plan-rule = En { $days ->
    [one] { $days } día
   *[other] { $days } días
 } después de esto: { $event }
due-review-rule = Al menos cada { $days ->
    [one] día
   *[other] { $days } días
 }
due-plan-late-why = Un plan tarde se explica, no se regaña. Anota qué lo demoró cuando lo hagas.
due-plan-normal = Es normal verse antes de hacer el plan.
due-review-late-why = Busquen una hora que les quede bien a los dos. Luego digan qué lo demoró.
due-signature-why = Esta versión se hizo el { $date }. Todavía faltan firmas.
due-signature-rule = El programa espera esta firma
due-signature-own-rule = Un plan lleva la firma de la persona y la de alguien del personal
due-signature-other-rule = La agencia espera esta firma
due-write-card = Anotarla
due-write-card-who = La anota quien te supervisa, alguien del equipo clínico o de facturación.
due-held-up = Qué lo demoró: { $reason }
due-no-recommendation = No hay recomendación anotada
due-no-recommendation-why = Este programa pide una antes de empezar el servicio. Si ya la hay, anótala en la página del programa.
due-recommendation-why = El servicio debe empezar mientras la recomendación vale.
due-recommendation-rule = Vale { $days ->
    [one] { $days } día
   *[other] { $days } días
 }
me-due-plan-soon = Tú y tu acompañante pueden terminar tu plan para el { $date }.
me-due-plan = Tu plan los espera a los dos. Termínenlo cuando estén listos.
me-due-review-soon = Tú y tu acompañante pueden mirar tu plan juntos antes del { $date }.
me-due-review = Puede ser un buen momento para mirar tu plan juntos.

print-title = Imprimir
print-lang = Idioma
print-lang-hint = Tus palabras quedan como las escribiste. Cambian los títulos.
print-records = Imprimir para nuestros archivos, con el nombre de la agencia
print-agency = Mostrar el nombre de la agencia
print-pathways = Mostrar los caminos que hablan de medicina o de fe
print-program = Mostrar el nombre que el programa da a este plan
print-program-hint = Sin esto, lo que imprimimos junto a tus palabras no nombra agencia, programa, ley ni enfermedad.
print-blank = Hojas en blanco para escribir a mano

wallet-title = Tarjeta de bolsillo
wallet-text = Una tarjeta chica para doblar y llevar. Elige cada línea. Deja fuera lo que quieras.
card-name = Nombre
card-name-on = Poner el nombre: { $name }
card-helps-hint = Una cosa en cada línea. Hasta cuatro.
card-people-hint = Solo gente que sabe que su número va aquí.
card-phone = Teléfono
card-lines = Líneas para llamar
card-lines-hint = El 911 y el 988 van siempre.
card-no-goal = Ninguna meta
card-make = Hacer la tarjeta
card-kept = No guardamos lo que escribes aquí.

own-title = Mis planes firmados
own-text = Estas copias son tuyas. Se quedan aunque termine tu relación con una agencia.
own-none = Todavía no hay un plan firmado
own-none-text = Cuando se firme un plan tuyo, aquí verás una copia.
own-back = Todos mis planes firmados
own-who = solo tú
own-who-text = Ninguna agencia puede ver esta lista, ni que la tienes.

# Lo que un programa pide de un plan y todavía no está.
plan-lacking = Un programa pide un poco más. Puedes hacer la versión ahora y agregarlo después, salvo que tu agencia lo tenga como regla.
lacks-goals = Todavía no hay una meta.
lacks-strategies = A una meta le falta una manera de llegar.
lacks-actions = A una meta le falta un paso.
lacks-days-per-week = No dice cuántos días a la semana se ven.
lacks-minutes-per-week = No dice cuántos minutos a la semana se ven.
lacks-recommendation = Todavía no nombra la recomendación.

# Las mismas palabras en el otro idioma.
translation-title = Traducción
translation-into-en = Pasar al inglés
translation-into-es = Pasar al español
translation-in-en = En inglés
translation-in-es = En español
translation-newer = Alguien más escribió aquí al mismo tiempo. Sus palabras: «{ $words }». Quédate con las tuyas, usa las suyas o júntalas. Luego guarda otra vez.
translation-text = Lo que escribas aquí va al lado de las palabras de la persona, nunca en su lugar. Valen sus propias palabras.
translated-en = { $field }, en inglés
translated-es = { $field }, en español
translated-by = Tradujo { $name }, { $date }. Valen las palabras propias de la persona.
translated-by-member = Tradujo la persona misma, { $date }.

meeting-join-online = Entrar en línea
meeting-join-phone = Entrar por teléfono
