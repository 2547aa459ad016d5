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
