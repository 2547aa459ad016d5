# Personas: qué le falta a lo que usan para entrar, y las palabras para cómo se las contacta e inscribe.

## Entrar

username-length = Un nombre de usuario tiene de { $least } a { $most } letras o números.
username-letters = Usa letras, números, guiones y puntos. Empieza y termina con una letra o un número.
passphrase-short = Hazla más larga. Necesitas { $least } letras o más. Tienes { $now }. Unas palabras seguidas sirven bien.
passphrase-long = Hazla más corta. Caben { $most } letras.
passphrase-has-username = No pongas en ella tu nombre de usuario.
passphrase-plain = Es fácil de adivinar. Prueba con unas palabras que no tengan que ver entre sí.
passphrase-common = Mucha gente usa esta. Prueba con unas palabras que no tengan que ver entre sí.
pin-digits = Un PIN tiene 6 números.
pin-plain = Este PIN es fácil de adivinar. Mezcla más los números.
try-again-later = Fueron muchos intentos. Espera { $minutes ->
    [one] { $minutes } minuto
   *[other] { $minutes } minutos
 } y prueba otra vez.

## Unirse

join-code-wrong = Este código no sirve. Tiene 8 letras y números. Míralo otra vez o pide uno nuevo.

## El estado de un miembro

member-away-kind-missing = Di por qué está fuera.
member-away-kind-extra = Solo quien está fuera tiene un motivo para ello.
member-back-first = Primero márcalo otra vez como activo.
member-died-mistake-first = Si fue un error, primero márcalo otra vez como activo.

## Cómo contactar a alguien

channel-kind-phone = Teléfono
channel-kind-email = Correo electrónico
channel-kind-mail = Correo postal
channel-kind-front-desk = Un aviso en la recepción
channel-kind-in-person = Solo en persona
channel-kind-through-someone = Por medio de alguien

channel-use-call = Puedes llamar
channel-use-text = Puedes escribir
channel-use-leave-message = Puedes dejar un mensaje
channel-use-mail = Puedes mandar cartas

channel-phone-wrong = Escribe el número con su código de área, como 804 555 0142. Empieza con + si es de otro país.
channel-email-wrong = Un correo se ve así: nombre@lugar.org.
channel-use-odd = Esta forma de contacto no se puede usar así.

## Personas a su lado

ally-relation-supporter = Persona de apoyo
ally-relation-emergency-contact = Contacto de emergencia
ally-relation-caregiver = Persona que cuida
ally-relation-guardian = Tutor legal
ally-relation-professional = Trabaja en otro lugar

ally-basis-consent = El miembro dijo que sí
ally-basis-named-only = No podemos decir quiénes somos
ally-basis-law = Por ley

ally-consent-day-missing = Escribe el día en que el miembro dijo que sí.
ally-law-guardian-only = Solo un tutor legal decide por ley.

## Inscripción

card-part-coverage = Cobertura
card-part-recommendation = Recomendación
card-part-authorization = Autorización
span-backwards = El último día es antes del primero, { $from }.
