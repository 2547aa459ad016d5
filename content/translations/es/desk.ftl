# La mesa del directorio: fuentes, lecturas, entradas y lo que cualquiera puede decir de una reunión.

## Por qué no se pudo leer una fuente
source-address = Esto no es una dirección web. Se ve así: https://example.org/meetings.json.
source-no-host = Nadie responde al nombre “{ $host }”. Revisa cómo está escrito.
source-private = “{ $host }” lleva a una dirección dentro de una red privada. Esos lugares no se leen.
source-slow = La fuente tardó demasiado en responder. Se intentará de nuevo.
source-down = Ahora no se puede llegar a la fuente. Se intentará de nuevo.
source-no-tls = La fuente no pudo probar que es la correcta: no se aceptó su certificado.
source-broke-off = La fuente se cortó a la mitad. Se intentará de nuevo.
source-sends-on = La fuente manda a otro lugar que no se puede seguir.
source-answers = La fuente responde con el código { $status } y sin lista.
source-ended = Esta fuente quedó fuera. Para leerla de nuevo, primero recupérala.
source-no-address = Esta fuente no tiene dirección. Elige un archivo.
source-zone-unknown = “{ $zone }” no es una zona horaria conocida.
source-format-unknown = El formato “{ $format }” no se puede leer aquí.
source-every = Pon horas enteras, de 1 a 744, o deja esto vacío.
source-name-taken = Otra fuente ya tiene este nombre.
source-file-missing = Primero elige un archivo.
source-busy = Alguien más cambió esta lista al mismo tiempo. Léela de nuevo.
source-broken-here = Algo falló de nuestro lado. Lo que estaba bien se sigue mostrando. Se intentará de nuevo.
source-stopped = La lectura se detuvo a la mitad. Lo que estaba bien se sigue mostrando. Léela de nuevo.
source-reads-now = Esta lista se está leyendo en este momento. Espera a que termine y luego envía tu archivo.

## Qué resultó de una lectura
run-new-ids = { $count } reuniones tienen otra clave en esta lista. Se reconocieron por nombre, hora y lugar, y los enlaces siguen sirviendo.
run-settled-already = Alguien ya respondió a esto.
run-overtaken = Mientras tanto la lista se leyó de nuevo. Mira la lectura más nueva.
run-adds-much = Esta lista agregaría { $added } reuniones a las { $held } que hay ahora. Revísala primero.
run-changes-much = Esta lista cambiaría { $changed } de { $held } reuniones. Revísala primero.
run-rows-worn = { $count } reuniones ya no están: sus filas no se pudieron usar varias veces seguidas.
run-outcome-running = En marcha
run-outcome-done = Hecha
run-outcome-unchanged = Nada nuevo
run-outcome-waiting = Espera un sí
run-outcome-declined = No se hizo
run-outcome-failed = No se leyó
run-outcome-undone = Deshecha
run-by-staff = a mano
run-by-operator = desde la consola
run-by-job = por el reloj

## Lo que cualquiera puede decir
report-kind-not-meeting = No había nadie
report-kind-wrong-time = El día o la hora están mal
report-kind-wrong-place = El lugar está mal
report-kind-wrong-link = El enlace no sirve
report-kind-wrong-kind = No es el tipo de reunión que dice
report-kind-unsafe = Alguien no estuvo seguro allí
report-answer-put-right = Lo corregimos
report-answer-is-right = Preguntamos. Está bien
report-answer-taken-off = La quitamos
report-answer-spoken = Hablamos con ellos
report-answer-unknown = No pudimos saberlo
report-said-before = Ya nos lo dijiste. Gracias. Alguien lo va a mirar.
report-answered-already = Alguien ya respondió a esto.
tell-enough-today = Es mucho para un día. Vuelve mañana, por favor.
fit-newcomers = Recibieron bien a la gente nueva
fit-medication = Se aceptaron los medicamentos
fit-on-time = Empezó a tiempo
fit-step-free = Se entra sin escalones
fit-children = Se podía ir con niños
fit-spanish = Se habló español
fit-just-listen = Podías solo escuchar
fit-camera-off = Se podía con la cámara apagada

## La mesa
desk-title = Directorio
desk-lead = Lo que te espera en las listas que cuidas.
nav-directory = Directorio
door-directory = Cuida las reuniones y las líneas de ayuda.
nav-directory-danger = Directorio ({ $count } sin seguridad)
work-danger = { $count ->
    [one] Alguien dijo que no estuvo a salvo en un lugar. Espera una respuesta.
   *[other] Alguien dijo que no estuvo a salvo en { $count } lugares. Esperan una respuesta.
}
work-danger-look = Leer y responder
desk-calm = No hay nada pendiente. Las listas están bien.
desk-calm-text = Aquí aparece lo que la gente avisa y en lo que las listas no están de acuerdo.
desk-shown = { $count ->
    [one] Se muestra una reunión.
   *[other] Se muestran { $count } reuniones.
}
desk-spoken-for = { $count ->
    [one] Alguien revisó una de ellas.
   *[other] Alguien revisó { $count } de ellas.
}
desk-danger = Avisos de seguridad ({ $count })
desk-reported = Lo que la gente dice que está mal
desk-reported-people = { $count ->
    [one] Una persona, desde el { $date }
   *[other] { $count } personas, desde el { $date }
}
desk-unsafe-first = Una persona que no se sintió segura espera respuesta. Mira esto primero.
desk-runs = Lecturas que esperan un sí
desk-run-would = { $gone } menos, { $added } nuevas, { $changed } cambiadas
desk-failing = Fuentes que no se pueden leer
desk-failing-times = { $count ->
    [one] Una vez
   *[other] { $count } veces seguidas
}
desk-clashing = Corregidas aquí, y la lista ahora dice otra cosa
desk-disagreeing = Listas que no están de acuerdo
desk-disagree-in = { $source }: { $when }
desk-proposed = Lo que tus colegas corregirían
desk-left-out = No se muestran: su contacto pidió en otra lista que las quiten
desk-left-out-text = Siguen en tu lista. Abre cada una. Quítala también de la tuya, o di que es otra reunión.
desk-stale = Sin revisar desde hace mucho
desk-unverified = Sin revisar todavía
desk-off = No se muestran ahora
desk-more = Y hay más. Las más viejas van primero.
desk-find = Busca una entrada
desk-find-do = Buscar
desk-find-hint = Una parte de su nombre
desk-found = { $count ->
    [0] Ninguna entrada tiene esto en su nombre.
    [one] Una entrada
   *[other] { $count } entradas
}
desk-found-more = Hay más. Escribe una parte más larga del nombre.
desk-back = Volver al directorio

## Fuentes
sources-title = Fuentes
sources-lead = Las listas de donde vienen tus reuniones, y cómo se leen.
sources-none = Todavía no hay fuentes
sources-none-text = Agrega la primera lista aquí abajo.
sources-entries = { $count ->
    [one] una entrada
   *[other] { $count } entradas
}
sources-add = Agregar una fuente
source-name = ¿Cómo se llama la lista?
source-format = Formato
source-format-meeting-guide = Meeting Guide (JSON)
source-format-bmlt = Servidor BMLT (JSON)
source-format-csv = Tabla (CSV)
source-address-label = Dirección de la lista
source-address-hint = Déjala vacía si la recibes como archivo. Para un servidor BMLT, pon la dirección del servidor.
source-licence = Licencia
source-licence-hint = Lo que la lista dice sobre su uso, como CC BY 4.0.
source-credit = Página de quien la publica
source-every-label = ¿Después de cuántas horas se lee de nuevo?
source-every-hint = 24 es una vez al día. Déjalo vacío para leerla solo a mano.
source-zone = Zona horaria
source-zone-hint = Para reuniones que no dicen la suya, como America/New_York.
source-columns = Columnas de la tabla
source-columns-hint = Solo si no se reconocen por su nombre, así: name=Grupo, day=Día, time=Hora.
source-pathway = Tipo de reuniones
source-pathway-hint = Para las reuniones de esta lista que no lo dicen.
source-pathway-none = Cada reunión lo dice
source-save = Guardar
source-state-active = En uso
source-state-paused = En pausa
source-state-ended = Fuera
source-seen = Última lectura: { $date }
source-seen-never = Sin leer todavía
source-next = Próxima lectura: { $date }
source-problem = El último intento no salió. Lo que estaba bien se sigue mostrando.
source-read-now = Leerla ahora
source-file = Leer un archivo
source-file-label = La lista, como archivo
source-file-do = Leer este archivo
source-rest = Ponerla en pausa
source-rest-text = Por ahora no se lee. Sus entradas se quedan.
source-wake = Usarla de nuevo
source-leave-out = Dejarla fuera
source-leave-out-text = No se muestra ninguna de sus entradas, ni se lee, hasta que la recuperes.
source-change = Cambiar cómo se lee
source-runs = Lecturas
source-runs-none = Todavía no se ha leído.
source-steward = Se cuida aquí, desde esta lista.

## Una lectura
run-title = Una lectura
run-of = { $source }, { $date }
run-gone = Ya no están en la lista
run-sum = { $read } leídas = { $added } nuevas + { $changed } cambiadas + { $merged } sin nada nuevo + { $refused } sin usar.
run-why = Por qué se detuvo
run-wait-lead = Esta lectura cambiaría mucho. Todavía no cambió nada. Mira, y luego di sí o no.
run-goes-on = La lista se está leyendo. Esta página se actualiza sola cada pocos segundos. Puedes irte; la lectura sigue.
run-look-again = Mirar de nuevo
run-yes = Sí, hazla
run-no = No, deja lo que hay
run-undo = Deshacerla
run-undo-text = Todo vuelve a como estaba. Lo que alguien cambió después se queda. Luego la fuente entra en pausa.
run-would-gone = Ya no se mostrarían
run-would-added = Serían nuevas
run-would-changed = Cambiarían
run-did-gone = Ya no están en la lista
run-did-added = Nuevas
run-did-changed = Cambiadas
run-rows = Filas sin usar
run-row = Fila { $row }: { $why }
run-warnings = Lo que llamó la atención
run-first = Se muestran las primeras { $count }.

## Una entrada
entry-of = De { $source }
entry-facts = Cómo está
entry-steward = La cuida
entry-source = Fuente
entry-also-in = También en
entry-licence = Licencia
entry-read = Última lectura de la lista
entry-verified = Última revisión
entry-verified-editor = { $date }, en el directorio
entry-verified-owner = { $date }, por su contacto
entry-verified-never = Nadie la ha revisado todavía
entry-next = Próxima revisión
entry-stale-after = Se considera vieja después del
entry-confirmed = Alguien que fue la confirmó en
entry-fresh-fresh = Al día
entry-fresh-check-due = Toca revisarla
entry-fresh-stale = Puede ser vieja
entry-fresh-too-old = Muy vieja para mostrarla
entry-hidden-opted-out = Fuera: su contacto lo pidió
entry-hidden-reported = No se muestra: varias personas dijeron que no había nadie
entry-hidden-too-old = No se muestra: lleva mucho sin revisar
entry-hidden-editor = No se muestra: se quitó en el directorio
entry-left-out-by = No se muestra. Su contacto le pidió a { $agency } que la quite de { $source }. Sigue en tu lista.
entry-gone = Su lista ya no la nombra.
entry-not-yours = Otra agencia cuida esta entrada. Puedes decir qué habría que corregir.
entry-do-verify = Está bien
entry-do-hide = Quitarla
entry-do-show = Mostrarla de nuevo
entry-do-leave-out = Dejarla fuera para siempre
entry-leave-out-text = Úsalo cuando su contacto lo pida. No volverá con la próxima lectura.
entry-clash = Corregiste esto, y ahora su lista dice otra cosa.
entry-ours = Lo que mostramos
entry-theirs = Lo que dice la lista
entry-keep-ours = Dejar lo nuestro
entry-take-theirs = Tomar lo de la lista
entry-nothing-theirs = La lista no dice otra cosa.
entry-asked-out = Su contacto pidió quedar fuera. Si quiere que se muestre de nuevo, vuelve atrás ese paso en la historia, abajo.
entry-kin = Otras listas con el mismo nombre y lugar
entry-kin-alike = También a la misma hora: se muestra como una sola
entry-kin-joined = Unida en el directorio
entry-kin-other = A otra hora
entry-join = Es la misma reunión
entry-part = Es otra reunión
entry-apart = En el directorio se dijo que esta es otra reunión.
entry-same-as = Se muestra como parte de { $name }.
entry-said = Lo que dijo la gente
entry-said-open = Espera respuesta
entry-said-people = { $count ->
    [one] Una persona, { $date }
   *[other] { $count } personas, la última el { $date }
}
entry-answer = Respuesta
entry-answer-do = Enviar la respuesta
entry-answer-text = Quien nos avisó puede ver esta respuesta con su clave.
entry-edit = Corregirla
entry-propose = Di qué habría que corregir
entry-propose-text = Quien cuida esta entrada lo verá y decidirá.
entry-name = Nombre
entry-days = Días
entry-days-hint = No elijas ninguno si es con cita.
entry-start = Empieza
entry-end = Termina
entry-time-hint = Como 19:00.
entry-place = Edificio
entry-address = Calle y número
entry-city = Ciudad o pueblo
entry-state = Estado
entry-postal-code = Código postal
entry-door = Cómo encontrar la puerta
entry-url = Enlace para entrar en línea
entry-url-notes = Lo que hay que saber para entrar en línea
entry-phone = Número para entrar por teléfono
entry-phone-hint = De la reunión misma, nunca de una persona. Como +1 804 555 0100,,123456#.
entry-phone-notes = Lo que hay que saber para entrar por teléfono
entry-phone-wrong = Este no es un número que se pueda marcar. Tiene al menos cinco dígitos y ninguna letra.
entry-types = Tipo de reunión
entry-notes = Qué más hay que saber
entry-nothing = nada
entry-was = antes: { $what }
entry-save = Guardar
entry-propose-do = Enviar
entry-link = Un enlace para su contacto
entry-link-text = Crea un enlace y envíalo a mano. Con él, su contacto puede decir que la entrada está bien, corregirla o pedir que la quiten. Sirve una vez.
entry-link-make = Crear un enlace
entry-link-made = Copia este enlace ahora. Se muestra una sola vez.
entry-link-line = Creado el { $date }
entry-link-right = Usado: está bien
entry-link-put-right = Usado: corregida
entry-link-leave-out = Usado: fuera
entry-link-open = Sin usar todavía
entry-link-over = Ya no sirve
entry-proposals = Lo que tus colegas corregirían
entry-proposal-from = { $agency }, { $date }
entry-accept = Tomarlo
entry-decline = Dejarla como está
entry-history = Historia
entry-history-none = Nada cambió desde que llegó.
entry-came = Llegó con la lectura del { $date }
entry-change-changed = La lista dijo otra cosa
entry-change-gone = La lista dejó de nombrarla
entry-change-back = La lista la nombró de nuevo
entry-change-hidden = Se quitó
entry-change-shown = Se mostró de nuevo
entry-change-corrected = Se corrigió
entry-change-verified = Se revisó
entry-change-opted-out = Quedó fuera porque su contacto lo pidió
entry-change-joined = Se unió con otra lista
entry-change-parted = Se dijo que es otra entrada
entry-change-undone = Volvió atrás
entry-by-staff = por un colega
entry-by-operator = desde la consola
entry-by-job = por el reloj
entry-by-owner = por su contacto
entry-by-anyone = por lo que dijo la gente
entry-put-back = Volver a como estaba antes de esto
entry-before = Antes: { $what }
entry-slug-taken = Otra reunión tiene ahora este lugar en la lista. Cambia primero esa.
propose-nothing = Todavía no hay nada distinto. Cambia lo que habría que corregir.
proposal-answered-already = Alguien ya respondió a esto.
proposal-overtaken = Alguien ya cambió la misma parte. Mira las dos y corrígela a mano.
meeting-at-desk = ¿Hay algo que corregir? Ábrela en el directorio

## La página del contacto
listing-title = La entrada de tu reunión
listing-lead = Alguien te dio este enlace porque hablas por esta reunión. No necesitas cuenta, y no se pide ningún nombre.
listing-right = Está bien así
listing-put-right = Hay algo que corregir
listing-put-right-do = Guardar lo que escribí
listing-leave-out = Por favor, quítennos
listing-leave-out-text = La reunión ya no se mostrará aquí.
listing-done = Gracias
listing-done-text = Tu respuesta ya cuenta. Este enlace cumplió su tarea.
listing-used = Este enlace ya se usó. Pide uno nuevo si algo cambió.
listing-link-used = Este enlace ya se usó. Pide uno nuevo.

## Líneas de ayuda
lines-title = Líneas de ayuda
lines-lead = Para cambiar una línea de ayuda hacen falta dos personas. Para deshacer un cambio, también. El 911 y el 988 son parte del programa y no se pueden cambiar.
lines-now = Cambios
lines-none = Todas las líneas están como las trae el programa.
lines-ask = Pedir un cambio
lines-line = Línea
lines-part = ¿Qué es distinto?
lines-part-number = Tiene otro número
lines-part-off = Ya nadie responde
lines-part-restored = Como la trae el programa
lines-says = El número nuevo
lines-says-hint = Solo si tiene otro número.
lines-source = ¿Dónde lo leíste o lo oíste?
lines-source-hint = Como: llamé el 20 de noviembre.
lines-ask-do = Pedirlo
lines-waits = Espera a otra persona
lines-counts = Cuenta desde el { $date }
lines-agree = Yo también lo revisé
lines-own = Tú lo pediste. Otra persona tiene que revisarlo.
lines-end = Ya no pedirlo
lines-restore = Pedir que vuelva como antes
lines-restore-why = ¿Cómo sabes que antes estaba bien?
lines-all-ways = Todos sus números
lines-by = Lo pidió { $name }
help-line-built-in = El 911 y el 988 son parte del programa. Nadie puede cambiarlos.
help-line-number = Pon un número de teléfono de 3 a 15 dígitos.
help-line-which = Elige un solo número. Un número nuevo toma el lugar de uno.
help-line-not-yours = Lo pidió otra agencia. Ella puede retirarlo.
help-line-settled = Alguien ya respondió a esto.
help-line-two-people = Tú pediste este cambio. Otra persona tiene que estar de acuerdo.

## Lo que se hizo
flash-source-added = Se agregó la fuente.
flash-source-saved = Guardado.
flash-source-read = Se leyó la lista.
flash-source-unchanged = Se leyó la lista. No hay nada nuevo.
flash-source-failed = No se pudo leer la lista. Lo que estaba bien se sigue mostrando.
flash-source-waits = Se leyó la lista. Cambiaría mucho, así que espera tu sí.
flash-run-agreed = La lectura se hizo.
flash-run-declined = No cambió nada.
flash-run-undone = La lectura se deshizo. La fuente está en pausa.
flash-entry-done = Hecho. Puedes volver atrás en la historia, abajo.
flash-entry-saved = Guardado.
flash-entry-answered = La respuesta se envió.
flash-entry-proposed = Gracias. Quien cuida esta entrada lo verá.
flash-line-asked = Pedido. Otra persona tiene que estar de acuerdo.
flash-line-agreed = El cambio ya cuenta.
flash-line-dropped = Ya no se pide. La línea queda como está.

## Lo que espera en los textos, y lo que una persona propuso

desk-lines = Líneas de ayuda por llamar
desk-lines-text = Nadie ha llamado a estas por nosotros, o no desde hace un año. Llama a una. Si está bien, dilo: una segunda persona también tiene que llamar.
desk-line-never = Nadie la ha comprobado. En la lista desde el { $date }
desk-line-checked = Comprobada por última vez el { $date }
desk-texts = Textos por revisar
desk-texts-text = Guías cuyo día llegó, y enlaces que nadie ha abierto todavía o no desde hace un año.
desk-text-due = Se debía revisar antes del { $date }
desk-link-seen = Enlace. En la lista desde el { $date }
desk-own-proposals = Lo que propusiste
desk-own-proposals-text = Lo que pediste en los últimos 90 días, y qué pasó con ello.
proposed-on = Pedido el { $date }
proposed-waits = Espera una respuesta
proposed-accepted = Aceptado el { $date }. Gracias.
proposed-declined = Revisado el { $date }. Se queda como está.
listing-public = Ver su página
listing-said-text = Lo que digas abajo responde a esto.
listing-said-people = { $count ->
    [one] 1 persona, la última vez en { $month }
   *[other] { $count } personas, la última vez en { $month }
}
lines-part-right = Llamamos, y está bien
help-line-one = Elige un número. A cada uno se llama por separado.
help-line-otherwise = Esta línea se cambió aquí. Pide el número que vale ahora, o quita antes el cambio.
desk-add = Agregar una reunión
desk-add-text = Para una reunión que no está en ninguna lista. Se muestra enseguida, y eres tú quien dice que está bien.
desk-add-do = Agregarla
entry-there-already = Ya agregaste esta reunión: el mismo nombre, la misma hora y el mismo lugar.
source-by-hand = Esta lista se lleva a mano. No se lee nada en ella.
desk-add-service = Agregar un servicio
desk-add-service-text = Para un servicio o un evento que no está en ninguna lista. Se muestra enseguida, y eres tú quien dice que está bien.
desk-add-service-do = Agregarlo
service-desk-provider-hint = La organización. Deja esto vacío si es igual que el nombre.
desk-missing = Lo que falta, según dicen
desk-missing-text = Visitantes y colegas dicen que esto falta. Todavía no se muestra nada. La primera agencia que lo toma lo cuida.
missing-kind-meeting = Una reunión que falta
missing-kind-service = Un servicio que falta
missing-by-visitor = Un visitante
missing-look = Pregunta ahí si es así. Corrige lo que esté mal y después tómalo.
missing-take = Tomarlo en nuestra lista
missing-why = ¿Por qué no?
missing-decline = No tomarlo
missing-answer-accepted = Ya está en el directorio. Gracias.
missing-answer-there-already = Ya estaba en el directorio.
missing-answer-not-found = No pudimos averiguar si es así.
missing-answer-not-fitting = No es algo para este directorio.
missing-answer-too-little = Lo que nos dijeron es muy poco para encontrarlo.
missing-answered-already = Alguien ya respondió a esto.
flash-missing-told = Gracias. Lo verá alguien que cuida el directorio.
flash-missing-declined = Ya tiene respuesta.
missing-inside-text = Di lo que sabes. Un editor preguntará ahí. En la mesa leerás qué pasó.
lines-part-new = Una línea nueva
lines-new = Agregar una línea que falta
lines-new-text = Una línea nueva necesita dos personas, como todo cambio. Antes no se muestra nada. El 911 y el 988 ya están.
lines-new-kind = Para qué es
lines-new-name = Su nombre
lines-new-about-en = Cuándo usarla, en inglés
lines-new-about-es = Cuándo usarla, en español
lines-new-call = Número para llamar
lines-new-sms = Número para mensajes
lines-new-chat = Dirección de un chat
lines-new-place = Estado
lines-new-place-hint = Deja esto vacío si es para todos.
lines-new-hours-hint = Las horas de cada día, como 18:00-22:00. Deja todo vacío si nadie lo sabe.
help-line-no-way = Da un número o la dirección de un chat.
help-line-there-already = Otra línea de aquí tiene este número.
