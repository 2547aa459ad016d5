# El expediente: quién acompaña a un miembro, los programas y lo que ajusta una agencia.

## Quién acompaña a un miembro

assign-pick = Elige a alguien de la lista.
assign-has-peer = Ya hay alguien. Mejor haz el traspaso a la nueva persona.
assign-same = Esta persona ya le acompaña.
assign-from-past = Elige hoy o un día por venir. Lo que fue se queda como fue.
assign-from-far = Elige un día dentro del próximo año.
cover-until-missing = Escribe el último día de la suplencia.
cover-too-long = Una suplencia dura medio año como mucho. Si dura más, haz un traspaso.
cover-self = Elige a otra persona para la suplencia.
cover-nobody = En esos días nadie la necesita, o esta persona no puede cubrir.

pick-one = Elige
pick-missing = Elige una opción.

assign-title = Quién le acompaña
assign-open = Cambiar quién le acompaña
assign-history = Ahora y antes
assign-now = Hoy
assign-end = Terminar
assign-give = Darle un par
assign-transfer = Pasar a otro par
assign-transfer-text = Quien estaba antes queda en la historia. Nadie tiene que decir por qué.
assign-who = Quién
assign-person = { $name } ({ $count ->
    [one] { $count } miembro
   *[other] { $count } miembros
})
assign-from = Primer día
assign-from-hint = Déjalo vacío si es hoy.
assign-do = Hacer el traspaso
assign-kind-primary = Par
assign-kind-second = Va también
assign-kind-cover = Suplente
assign-covers = Suple a { $name }
cover-title = Alguien suple mientras el par no está
cover-text = Puede abrir el expediente solo esos días.
cover-who = Quién suple
cover-from = Primer día de ausencia
cover-until = Último día de ausencia
cover-do = Poner la suplencia
second-title = Alguien va también
second-text = Un aprendiz o un segundo par también le acompaña.
second-do = Agregar a esta persona
span-open = desde el { $from }
span-closed = del { $from } al { $until }
span-never = previsto para el { $from }, no empezó
flash-walk-ended = Terminó. Queda en la historia.
flash-handed-over = Traspaso hecho.
flash-walk-given = Ya caminan juntos.
flash-cover-set = La suplencia está puesta.

## Buscar y agregar a alguien

members-one-of-these = ¿Es una de estas personas?
members-you-typed = Escribiste «{ $name }». Mira antes de agregar a alguien nuevo.
members-walks-with = Con { $name }
members-no-peer = Todavía sin par
members-ask-peer = Pregunta a su par o a un supervisor
members-word-here = Puedes darle un mensaje aquí en la recepción.
members-ask-intake = Puede que esté en otro programa. Pregunta en admisión.
members-someone-new = No, es alguien nuevo
members-program = ¿A qué programa viene?
members-program-hint = Puedes elegirlo después.
members-program-later = Todavía no se sabe
flash-registered-here = Ya está en la lista. Un supervisor puede darle un par.

## Un miembro

member-until = hasta el { $date }
member-wants = Lo que quiere
member-no-goals = Todavía sin metas
member-next = Lo que sigue
member-nothing-next = Todavía no hay nada previsto
member-may = Lo que puedes ver y hacer aquí
tab-timeline = Historia
lang-name-en = Inglés
lang-name-es = Español
may-read-member = Ver esta página, los programas y la historia
may-change-member = Cambiar lo que se dice de esta persona
may-read-plan = Leer el plan
may-write-plan = Escribir juntos en el plan
may-sign-plan = Firmar el plan
may-cosign-plan = Firmar también el plan
may-read-coverage = Ver por qué paga el programa
may-enrol = Inscribir y terminar la inscripción
may-assign-peer = Decir quién le acompaña
programs-open = Todos los programas
timeline-older = Más antiguo
happened-version = Se hizo la versión { $words } del plan
happened-signed = Se firmó la versión { $words } del plan
happened-review = Se revisó el plan
happened-walk = { $words } empezó a acompañarle ({ $kind })
happened-walk-end = Último día de { $words } ({ $kind })
happened-enrol = Llegó a { $words }
happened-enrol-end = Último día en { $words }
happened-state = { $kind }
happened-opened = Se abrió esta página

## Programas y familias

enrol-title = Inscribir en un programa
enrol-page-title = Programa
enrol-program = Programa
enrol-starts = Primer día
enrol-mandated = Por orden de
enrol-mandated-hint = Un juzgado o una oficina, si alguien dijo que debe venir.
enrol-not-mandated = Nadie. Vino por su cuenta.
enrol-do = Inscribir
enrol-open = En el programa
enrol-ended = Terminó
enrol-ended-because = Terminó: { $reason }
enrol-terms = Sobre esta inscripción
enrol-participant = Quién participa
enrol-beneficiary = En qué cobertura se apoya
enrol-regime = Regla de privacidad
enrol-change = Cambiar esto
enrol-already = Ya está en este programa.
enrol-day-far = Mira el año, por favor.
enrol-ended-already = Esta inscripción ya terminó.
enrol-end-title = Terminar esta inscripción
enrol-end-reason = Por qué termina
enrol-end-hint = En palabras sencillas. La puerta sigue abierta.
enrol-end-day = Último día
enrol-end-do = Terminar
regime-treated = Mientras nadie decida, vale la regla más estricta.
beneficiary-is = Se apoya en { $name }
beneficiary-hidden = otro expediente
beneficiary-find = Buscar otro expediente
beneficiary-hint = Para una madre o un padre que viene por su hijo. Solo el nombre une los dos expedientes.
family-title = Familia
family-charts-text = Cada quien tiene su propio expediente. Los ves porque puedes abrir los dos.
family-add = Agregar a quien cuida o a un tutor legal
family-add-text = Quien cuida puede ser una amistad o alguien del barrio. Un tutor legal decide por ley.
family-relation = Qué es
family-words = Qué es del miembro
family-words-hint = Por ejemplo, abuela o vecino.
family-basis = Por qué podemos hablar con esta persona
family-consented = El día en que el miembro dijo que sí
family-signs = Firma
family-signs-yes = Firma por el miembro
family-signs-by-law = Solo un tutor legal por ley firma por el miembro.
family-signs-short = firma
family-do = Agregar
flash-enrolled = Quedó en el programa.
flash-enrol-ended = La inscripción terminó.
flash-family-added = Listo.

## Por qué paga este programa

card-title = Por qué paga este programa
card-text = El personal trabaja con esto. El miembro recibe una copia cuando pide todo. El plan y la visita pueden seguir aunque aquí falte algo.
card-why = Esto puede demorar el pago. No impide que trabajen juntos.
card-missing = todavía no está anotado
card-not-yet = empieza el { $date }
card-ends = termina el { $date }
card-ended = terminó el { $date }
card-start-late = el servicio empezó más de { $days } días después de la recomendación del { $date }
card-changed = Otra persona cambió esta ficha. Mira lo que escribiste y guarda otra vez.
card-counted = Según la regla: { $date }
card-payer = Quién paga
card-from = Desde
card-until = Vale hasta
card-need = Área de necesidad
card-diagnosis = Diagnóstico
card-made-by = Hecho por
card-on = El día
card-assessed-by = Evaluación hecha por
card-assessed-on = Día de la evaluación
card-kind = Autorización o registro
card-kind-authorization = Autorización
card-kind-registration = Registro
card-number = Número

## El equipo

team-alone = Sin par
team-alone-do = Darle un par
team-in-no-program = Todavía en ningún programa
state-back = Ya se esperaba su regreso
state-back-expected = Se esperaba su regreso el { $date }.
state-how-are-things = ¿Cómo va todo?
team-cover = Suplencias de hoy
team-cover-for = por { $name }
team-away = Fuera o en una pausa
team-caseloads = Quién acompaña a quién
team-count = { $count ->
    [one] { $count } miembro
   *[other] { $count } miembros
}
team-peer-away = Fuera hasta el { $date }
team-cover-all = Un par no está: poner suplencia para todos
team-cover-text = Una persona suple con todos sus miembros. Queda fuera quien un miembro no quiere cerca.
team-who-away = Quién no está
door-members = Busca a un miembro.
door-team = Quién acompaña a quién y dónde hace falta suplencia.
door-agency = Personas, programas y reglas.
door-find = Reuniones, servicios y líneas a las que llamar.
door-meetings = Busca una reunión cerca de ti.
door-services = Comida, una cama, atención, transporte y más.
door-help-lines = Alguien a quien llamar, de día o de noche.
door-choose = Unas preguntas te ayudan a ver qué te puede servir.
door-library = Guías cortas, consejos e historias.

## La mesa de la agencia

staff-title = Alguien que trabaja aquí
staff-add = Agregar a alguien que trabaja aquí
staff-add-text = Recibe un código y elige su propia frase. Tú nunca la ves.
staff-title-hint = Lo que hace, por ejemplo especialista par.
staff-username = Nombre para entrar
staff-username-hint = Letras, números, puntos y guiones.
staff-add-do = Agregar
staff-left = Ya no trabaja aquí
staff-no-role = Todavía sin rol
staff-signs-in-as = Entra como { $username }
staff-never = Todavía no ha entrado.
staff-new-code = Hacer un código nuevo
staff-signed-in-already = Ya entró alguna vez. Puede volver a entrar por su cuenta.
staff-code-title = Código para entrar la primera vez
staff-code-text = Dale esto a { $name }. Sirve una vez, durante siete días.
staff-code-where = Dónde
staff-code-once = Solo lo mostramos ahora. Después puedes hacer otro.
staff-code-next = Sigue: sus roles
staff-end = Ya no trabaja aquí
staff-end-text = Sus roles, su supervisión y sus miembros terminan ya. Su nombre queda en lo que hizo.
staff-end-do = Terminar su trabajo aquí
flash-staff-ended = Ya no puede abrir nada aquí.
role-grant = Dar un rol
role-which = Rol
role-program = Solo en este programa
role-program-hint = Déjalo así para toda la agencia.
role-until = Último día
role-everywhere = toda la agencia
role-by = se lo dio { $name }
role-end = Terminar
role-not-own = Nadie cambia sus propios roles. Pídelo a otra persona que administra.
role-held-already = Ya tiene este rol.
supervision-title = Supervisión
supervision-none = Todavía sin supervisor
supervision-by = Le supervisa { $name }
supervision-of = Supervisa a { $name }
supervision-add = Agregar un supervisor
supervision-self = Nadie se supervisa a sí mismo.
supervision-already = Esto ya está anotado.
flash-role-granted = Ya tiene el rol.
flash-role-ended = El rol terminó.
program-add = Agregar un programa
program-name = Nombre del programa
program-name-taken = Ya hay un programa con este nombre.
program-pack = Reglas que sigue
program-pack-hint = Puedes mirar cada regla y de dónde viene.
program-starts = Primer día
program-end = Terminar este programa
program-last-day = Último día
program-ends = Termina el { $date }
program-enrolled = { $count ->
    [one] { $count } miembro
   *[other] { $count } miembros
}
program-still-in = { $count ->
    [one] { $count } miembro sigue en él.
   *[other] { $count } miembros siguen en él.
} Termina antes esas inscripciones.
flash-program-added = El programa ya está.
flash-program-ended = El programa termina.
rules-title = Reglas de nuestros programas
rules-text = Una regla que nadie revisó puede recordar algo. No detiene a nadie hasta que la persona de cumplimiento la haga suya.
rule-initial-plan-due = El primer plan vence { $days } días después de { $event }.
rule-review-interval-days = El plan se revisa al menos cada { $days } días.
rule-recommendation-valid-days = Una recomendación vale { $days } días.
rule-start-within-days = El servicio empieza dentro de { $days } días desde la recomendación.
rule-signs = Firma el plan: { $signer }.
rule-holds = El plan debe tener: { $part }.
rule-keeps = Los datos empiezan bajo: { $regime }
rule-looked = revisado el { $date }
rule-changed-since = La regla cambió desde que la hicieron suya. Ya no cuenta:
rule-adopted-by = La hizo suya { $name }, { $date }, página: { $page }
rule-adopt = Hacerla nuestra regla
rule-page = ¿Dónde la leíste?
rule-page-hint = El manual y la página, como «Manual ARTS, capítulo 4, página 12».
rule-adopt-do = Hacerla nuestra
rule-withdraw = Dejarla
flash-rule-adopted = Ahora es la regla de tu agencia.
flash-rule-withdrawn = Ahora solo recuerda.

## La primera vez que entras

first-time-title = Entrar por primera vez
first-time-link = ¿Te dieron un código en el trabajo? Entra por primera vez
first-time-text = Te dieron un nombre y un código. Elige una frase que solo tú sepas.
first-time-code = Código
first-time-code-hint = Ocho letras y números.
first-time-passphrase = Tu nueva frase para entrar
first-time-passphrase-hint = Unas palabras seguidas sirven bien.
first-time-do = Guardar mi frase
first-code-wrong = Este nombre y este código no van juntos, o el código es viejo. Pide uno nuevo.
flash-first-time-done = Listo. Entra con tu nueva frase.
