# Llaves: cómo demuestra cada persona quién es, y con qué.

confirm-first = Confirma que eres tú.
confirm-first-remedy = Confirma con tu frase secreta, un código o una llave de acceso. Luego inténtalo otra vez.

## Entrar, paso a paso

sign-in-remember = Este teléfono o computadora es mío
sign-in-remember-hint = Déjalo vacío si otras personas usan este aparato.
sign-in-passkey = Entrar con una llave de acceso
second-step-first = Para entrar aquí hace falta un segundo paso.
second-step-relaxed = En la demostración no se pide un segundo paso. El personal de verdad entra con dos pasos.
second-step-title = Un paso más
second-step-text-app = Abre la aplicación en tu teléfono y escribe el código que muestra.
second-step-text-passkey = Usa tu llave de acceso. También sirve un código de recuperación.
second-step-code = Código
second-step-code-hint = 6 números de la aplicación, o uno de tus códigos de recuperación.
second-step-passkey = Usar una llave de acceso
second-step-go = Seguir
second-step-other = Empezar otra vez
second-step-lost = ¿Sin teléfono y sin códigos? Pide ayuda a tu agencia. Te ayudan a empezar otra vez.
second-step-wrong = Este código no sirve. Cada código de la aplicación sirve una vez. Espera el siguiente y prueba otra vez.
second-step-stays = El personal siempre tiene un segundo paso. Primero prepara otro.
took-too-long = Pasó demasiado tiempo. Empieza otra vez, por favor.
flash-took-too-long = Pasó un buen rato y lo detuvimos para cuidarte. Entra otra vez, por favor.

## Preparar los códigos de una aplicación

set-up-title = Códigos de una aplicación
set-up-duty = Tú ves los datos de otras personas. Por eso pedimos dos pasos: tu frase secreta y un código de una aplicación.
set-up-free = Una aplicación en tu teléfono muestra un código nuevo cada 30 segundos. Así, si alguien vio tu frase secreta, no le basta para entrar.
set-up-begin = Prepararlo
set-up-scan = 1. Agrega esto a tu aplicación
set-up-scan-text = Usa la aplicación de códigos que quieras. Elige sumar una cuenta y apunta la cámara aquí.
set-up-picture = Una imagen para la cámara de tu aplicación
set-up-by-hand = Escribirlo a mano
set-up-check = 2. Escribe el primer código
set-up-code = Código de la aplicación
set-up-code-hint = 6 números
set-up-go = Activarlo

codes-title = Tus códigos de recuperación
codes-text = Cada uno te deja entrar una vez si pierdes tu teléfono. Imprime esta página o copia los códigos. Guárdalos en un lugar seguro.
codes-once = Solo los mostramos ahora. Los códigos nuevos anulan los de antes.
codes-on = Ya los guardé

## Sombreros

hat-title = ¿A dónde quieres ir?
hat-text = Tu trabajo y tu espacio propio quedan separados. Puedes cambiar cuando quieras.
hat-own = Mi espacio
hat-own-text = Mi plan, mis palabras
hat-now = estás aquí
hat-change = Cambiar

## Mi manera de entrar

account-title = Mi manera de entrar
account-username = Entras como { $name }.
account-ways = Cómo entro
account-passphrase-set = Tienes una.
account-passphrase-none = No tienes.
account-pin-set = Un PIN abre este aparato.
account-change = Cambiar
account-set = Preparar
account-remove = Quitar
account-save = Guardar
account-name = Cambiar el nombre
account-forget = Olvidar
account-app = Códigos de una aplicación
account-app-on = Activados. Pedimos un código cuando entras.
account-app-off = Desactivados
account-app-duty = Necesitas esto o una llave de acceso.
account-codes = Códigos de recuperación
account-codes-left = { $count ->
    [0] No tienes.
    [one] Te queda 1.
   *[other] Te quedan { $count }.
}
account-codes-new = Hacer nuevos
account-language = Idioma
account-passkeys = Llaves de acceso
account-passkeys-text = Con una llave de acceso entras con tu dedo, tu cara o el PIN de tu teléfono. No hay nada que recordar.
account-sessions = Dónde tengo la sesión abierta
account-devices = Aparatos que me conocen
account-devices-text = Dijiste que estos son tuyos. Olvida el que regalaste o perdiste.
account-device-plain = Un aparato
account-browser = Un navegador
account-this = este
account-end-others = Salir en todos los demás
account-since = desde el { $date }
account-used = usada por última vez el { $date }
account-seen = visto por última vez el { $date }

passkey-add = Agregar una llave de acceso
passkey-name = Nombre de la llave
passkey-name-hint = Por ejemplo: mi teléfono.
passkey-none-here = Este navegador no puede usar llaves de acceso.
passkey-failed = No funcionó, y nada cambió. Prueba otra vez o de otra manera.
passkey-wrong = Esta llave no funcionó aquí. Prueba otra vez o de otra manera.
passkey-is-last-way = Esta llave es tu única manera de entrar. Primero prepara una frase secreta.
device-is-last-way = Este aparato es tu única manera de entrar. Primero prepara una frase secreta o una llave de acceso.

flash-passkey-added = Tu llave de acceso está lista.
flash-passkey-named = El nombre está guardado.
flash-passkey-removed = La llave ya no está.
flash-session-ended = La sesión se cerró allí.
flash-device-forgotten = Olvidamos ese aparato.
flash-app-removed = Los códigos de una aplicación están desactivados.
flash-passphrase-changed = Tu frase secreta cambió. En los demás lugares tu sesión se cerró.

passphrase-title = Una frase secreta nueva
passphrase-text = Unas palabras seguidas son fáciles de recordar y difíciles de adivinar. La revisamos aquí y no la mandamos a ningún lado.
passphrase-new = Frase secreta nueva
passphrase-hint = 12 letras o más. Puede tener espacios.
passphrase-again = La misma otra vez
passphrase-again-differs = Las dos no son iguales. Escríbela otra vez.
passphrase-change = Guardar la frase secreta

## Confirmar

confirm-title = Confirma que eres tú
confirm-text = Se trata de tus llaves o de muchas personas. Por eso preguntamos otra vez. Vale por 10 minutos.
confirm-pin = Tu PIN
confirm-either = Tu frase secreta o tu PIN
confirm-go = Confirmar
confirm-go-code = Confirmar con el código
confirm-wrong = No coincide. Revísalo y prueba otra vez.

## Formularios que llegaron tarde

flash-kept = No se perdió nada de lo que escribiste. Entra y lo verás otra vez.
flash-kept-dropped = Lo dejamos ir.
kept-title = Estabas escribiendo esto
kept-text = Tu sesión había terminado, así que guardamos tus palabras. Nadie más puede verlas.
kept-send = Guardarlo ahora
kept-drop = Ya no lo necesito
hat-two-steps = Tu trabajo pide dos pasos.
hat-two-steps-remedy = Cierra la sesión. Después entra con tu frase secreta y tu segundo paso, o con una llave de acceso.
account-pin = PIN
account-pin-none = No tienes.
pin-title = Un PIN nuevo
pin-text = Con estos 6 números entras en un dispositivo que te conoce, firmas tu plan y recuperas un dispositivo que prestaste.
pin-save = Guardar el PIN
pin-remove = Quitar el PIN
pin-remove-text = También puedes entrar sin PIN. Entonces ya no abre nada.
pin-is-last-way = El PIN es tu única manera de entrar. Pon primero una frase secreta o una llave de acceso.
flash-pin-changed = Tu PIN cambió. En todos los demás lugares cerramos tu sesión.
flash-pin-removed = Quitamos el PIN.
