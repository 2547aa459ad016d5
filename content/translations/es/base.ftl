# Palabras de los pisos de abajo: qué falta en un texto, nombres de códigos, fechas, lo que toca hacer.

## Texto en la puerta

text-missing = Escribe algo aquí, por favor.
text-too-long = Es demasiado largo. Caben { $most } letras. Escribiste { $now }.

## Días y horas

date-day = { $weekday }, { $day } de { $month }
date-short = { $day } { $month_short }
date-year = { $day } de { $month } de { $year }
date-full = { $weekday }, { $day } de { $month } de { $year }
time-morning = { $clock } a. m.
time-afternoon = { $clock } p. m.
number = { $number }

day-today = hoy
day-tomorrow = mañana
day-yesterday = ayer
day-ahead = { $days ->
    [one] en { $days } día
   *[other] en { $days } días
}
day-ago = { $days ->
    [one] hace { $days } día
   *[other] hace { $days } días
}

weekday-mon = lunes
weekday-tue = martes
weekday-wed = miércoles
weekday-thu = jueves
weekday-fri = viernes
weekday-sat = sábado
weekday-sun = domingo
weekday-short-mon = lun
weekday-short-tue = mar
weekday-short-wed = mié
weekday-short-thu = jue
weekday-short-fri = vie
weekday-short-sat = sáb
weekday-short-sun = dom

month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
month-short-1 = ene
month-short-2 = feb
month-short-3 = mar
month-short-4 = abr
month-short-5 = may
month-short-6 = jun
month-short-7 = jul
month-short-8 = ago
month-short-9 = sept
month-short-10 = oct
month-short-11 = nov
month-short-12 = dic

## Papeles de cada persona

role-member = Miembro
role-peer-specialist = Especialista de apoyo entre pares
role-family-partner = Acompañante de familias
role-trainee = En formación
role-volunteer = Voluntariado
role-front-desk = Recepción
role-supervisor = Supervisión
role-clinician = Profesional clínico que recomienda
role-agency-admin = Administración de la agencia
role-compliance-officer = Responsable de cumplimiento
role-privacy-officer = Responsable de privacidad
role-biller = Facturación
role-directory-editor = Edición del directorio
role-monitor = Financiador o monitor
role-supporter = Persona de apoyo
role-referral-partner = Agencia que refiere
role-operator = Operación de la plataforma

## Estado de un miembro

member-state-active = Activo
member-state-paused = En un descanso
member-state-away = Fuera por ahora
member-state-moved = Se mudó
member-state-finished = Terminó
member-state-died = Falleció

away-kind-custody = Bajo custodia
away-kind-hospital = En el hospital
away-kind-treatment = En tratamiento
away-kind-traveling = De viaje

## El plan: metas, caminos, acciones

goal-status-idea = Idea
goal-status-active = En marcha
goal-status-paused = En descanso
goal-status-changed = Cambió
goal-status-reached = Lograda
goal-status-let-go = La solté

standing-curious = Me da curiosidad
standing-trying = Lo estoy probando
standing-using = Es parte de mi vida
standing-helped-before = Me ayudó antes
standing-paused = En descanso
standing-not-for-me = No es para mí

repeat-once = Una vez
repeat-daily = Cada día
repeat-weekly = Cada semana
repeat-every-two-weeks = Cada dos semanas
repeat-monthly = Cada mes
repeat-as-needed = Cuando lo necesite

who-member = Lo hago yo
who-peer = Lo hace mi acompañante
who-together = Lo hacemos juntos
who-other = Lo hace otra persona

plan-field-good-life = Cómo es para mí una buena vida
plan-field-strengths = Mis fortalezas
plan-field-home = Cómo influye mi casa en mi bienestar
plan-field-recommendation = La recomendación de este plan
plan-field-goal-statement = Mi meta
plan-field-goal-why = Por qué me importa
plan-field-goal-specific = Qué quiero exactamente
plan-field-goal-measure = Cómo lo voy a notar
plan-field-goal-baseline = Cómo está ahora
plan-field-goal-target = Cómo quiero que esté
plan-field-goal-achievable = Qué lo hace posible
plan-field-goal-relevant = Cómo encaja en mi vida
plan-field-strategy-statement = Una manera de llegar
plan-field-strategy-strength = Una fortaleza que puedo usar
plan-field-strategy-barrier = Qué puede estorbar
plan-field-strategy-support = Quién puede ayudar
plan-field-action-what = Qué se hace
plan-field-action-who-name = Quién lo hace
plan-field-action-when = Cuándo

## SMART: las cinco partes de una meta, y una pregunta para cada una

smart-part-specific = Concreta
smart-part-specific-question = Si esto sale bien, ¿qué va a ser distinto?
smart-part-measurable = Medible
smart-part-measurable-question = ¿Qué puedes contar o notar en el camino?
smart-part-achievable = Posible
smart-part-achievable-question = ¿Qué tienes hoy que lo hace posible?
smart-part-relevant = Importante para ti
smart-part-relevant-question = ¿Cómo va con la vida que quieres?
smart-part-time-bound = Con fecha
smart-part-time-bound-question = ¿Para cuándo quieres llegar, o volver a mirarla?
smart-whole = Tu meta tiene las cinco partes.
smart-optional = Estas preguntas son una ayuda. Puedes guardar cuando quieras.

## Lo que un programa puede pedir de un plan

plan-part-good-life = Una buena vida, en palabras del miembro
plan-part-strengths = Fortalezas
plan-part-corner = Gente que apoya al miembro
plan-part-pathways = Caminos
plan-part-goals = Metas
plan-part-strategies = Estrategias
plan-part-actions = Acciones
plan-part-days-per-week = Días por semana
plan-part-minutes-per-week = Minutos por semana
plan-part-recommendation = La recomendación

## Firmas

signer-member = Miembro
signer-guardian = Tutor legal
signer-caregiver = Persona que cuida
signer-peer = Acompañante
signer-supervisor = Supervisión
signer-clinician = Profesional clínico que recomienda

how-signed-own-pin = Con su propio PIN
how-signed-drawn = A mano, con un testigo
how-signed-paper = En papel, con una foto
how-signed-print = En una copia impresa
how-signed-link = Con un enlace de un solo uso

signer-missing = Falta la firma de: { $signer }.
signer-missing-blocks = Primero falta una firma: { $signer }. Es una regla de tu agencia.

## Reglas: de dónde salen y qué tan seguras son

confidence-verified = Revisado en la fuente
confidence-secondary = De una fuente de segunda mano
confidence-unverified = Sin revisar todavía
confidence-house = Es nuestra sugerencia
confidence-adopted = Tu agencia lo adoptó
rule-source = Fuente: { $source }. Revisado el { $date }.
rule-source-unverified = Fuente: { $source }. Nadie lo ha revisado con la regla. Anotado el { $date }.

anchor-service-start = el primer día de servicio
anchor-enrolment-start = el primer día en el programa
anchor-recommendation = el día de la recomendación
anchor-plan-signed = el día en que se firmó el plan

regime-part2 = Regla federal para datos sobre el uso de sustancias (Part 2)
regime-hipaa = Regla de privacidad de la salud (HIPAA)
regime-state = Regla de privacidad del estado
regime-undecided = Sin decidir. Usamos la regla más estricta.

## Lo que toca hacer

due-plan = El primer plan es para el { $date }.
due-plan-why = Toca { $days ->
    [one] { $days } día
   *[other] { $days } días
 } después de esto: { $event }. Fuente: { $source }.
due-plan-today = El primer plan es para hoy.
due-plan-late = El primer plan era para el { $date }. Un plan tarde se explica, no se regaña. Es normal verse antes de hacer el plan.
due-plan-not-stated = Este programa no dice para cuándo es el primer plan.
due-review = Toca mirar el plan juntos a más tardar el { $date }.
due-review-why = Miramos el plan al menos cada { $days ->
    [one] { $days } día
   *[other] { $days } días
 }. Fuente: { $source }.
due-review-today = Hoy es un buen día para mirar el plan juntos.
due-review-late = Tocaba mirar el plan el { $date }. Busquen una hora que les quede bien a los dos. Anoten qué lo demoró.
due-recommendation = La recomendación vale hasta el { $date }.
due-recommendation-ended = La recomendación terminó el { $date }. Pide una nueva.
due-start-by = El servicio debe empezar a más tardar el { $date }, contado desde la recomendación.
due-paused = Nada vence mientras este miembro está fuera.
due-unverified = Nadie ha revisado esta regla en su fuente. Puede avisarte. Nunca te frena.

late-explain = ¿Qué lo demoró? Bastan unas pocas palabras.
late-reason-hard-to-reach = Costó ponerse en contacto
late-reason-away = Estuvo fuera un tiempo
late-reason-not-ready = Todavía no era el momento, y está bien
late-reason-signer = Falta que alguien firme
late-reason-staff = Nos faltó personal
late-reason-other = Otra cosa

## Cuando algo no se puede

denied = Aquí no puedes hacer esto.
denied-role = Tu papel no incluye esto.
denied-role-remedy = La administración de la agencia puede cambiar los papeles.
denied-relation = Ahora no trabajas con este miembro.
denied-relation-remedy = Tu supervisión puede asignarte o pedirte que cubras.
denied-program = Este miembro no está en uno de tus programas.
denied-program-remedy = Pregunta en admisión o a la supervisión de ese programa.
denied-own-chart = Como personal no puedes abrir tu propio expediente.
denied-own-chart-remedy = Puedes ver tus datos desde tu propio espacio.
denied-second-factor = Primero hace falta un segundo paso para entrar.
denied-second-factor-remedy = Pon una llave de acceso o una app de códigos en tu cuenta.
denied-step-up = Muestra una vez más que eres tú.
denied-handed-over = Este aparato está ahora en manos del miembro.
denied-handed-over-remedy = Su acompañante puede tomarlo con un PIN o una llave de acceso.
denied-signed = Esta versión está firmada y no puede cambiar.
denied-signed-remedy = Empieza una versión nueva.
denied-clash-open = Dos personas escribieron en el mismo lugar.
denied-clash-open-remedy = Elige un texto o únelos. Después puedes firmar.
denied-ended = Esto ya terminó.
denied-too-many-tries = Fueron muchos intentos.
denied-too-many-tries-remedy = Espera un momento y prueba otra vez.
denied-shared-device = Esta página no se abre en un aparato compartido.

## Tipos de preguntas en la guía

prompt-kind-open = Pregunta
prompt-kind-affirmation = Reconoce
prompt-kind-reflection = Refleja
prompt-kind-summary = Resume
prompt-kind-ruler = Del 0 al 10
