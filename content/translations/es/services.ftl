# Servicios cerca de aquí: lo que la gente encuentra, y lo que dice la importación de una lista.

## Por qué no se pudo usar un servicio de una lista
offering-refused-not-a-row = Esta entrada no es un servicio: no tiene campos con nombre.
offering-refused-unreadable = Esta fila no se puede leer. Puede tener caracteres dañados o un número demasiado grande.
offering-refused-no-id = Este servicio no tiene id. Dale uno propio a cada servicio.
offering-refused-no-name = Este servicio no tiene nombre.
offering-refused-ended = La lista dice que este servicio ya no existe.
offering-refused-repeats = La fila { $row } tiene el mismo id.
offering-refused-columns = Esta fila tiene más valores que columnas la tabla. Puede haber una coma dentro de un valor sin comillas alrededor.

## Lo raro en un servicio que sí se usó
offering-warn-status = «{ $status }» no es un estado. El servicio se tomó como activo.
offering-warn-no-provider = La lista no dice quién ofrece este servicio.
offering-warn-coordinates = «{ $latitude }, { $longitude }» no es un lugar en el mapa. El lugar se guardó sin eso.
offering-warn-coordinates-swapped = Latitud y longitud estaban cambiadas y se corrigieron.
offering-warn-ages = La edad mínima es mayor que la máxima. Se quitaron las dos.
offering-warn-zones = El horario nombra más de una zona horaria. Se usó la primera.
offering-warn-half-hours = Se quitó un horario que solo dice cuándo abre o cuándo cierra.
offering-warn-no-hours = Se quitó un horario que cierra a la hora en que abre.
offering-warn-rule = Este horario sigue una regla que no podemos leer. Solo se guardaron sus palabras.
offering-warn-every-day = Un horario sin día se tomó como de todos los días.
offering-warn-day = «{ $day }» no es un día. Se quitó este horario.

## Lo raro en la lista
offering-list-latin1 = Una parte no está en UTF-8. Se leyó como Windows-1252; revisa algunos nombres con acentos.

## Por qué no se pudo leer una lista
offering-list-empty = El archivo está vacío.
offering-list-web-page = Esto es una página web, no una lista de servicios. Hace falta la dirección de la lista misma.
offering-list-not-json = El archivo no es JSON completo. La lectura paró en la línea { $line }, columna { $column }.
offering-list-not-a-list = El archivo es JSON, pero no hay una lista de servicios en él.
offering-list-no-services = No hay una tabla de servicios en el paquete. Debe llamarse services.csv.
offering-list-no-column = La tabla { $table } no tiene la columna «{ $column }».
offering-list-open-quote = La tabla { $table } está cortada: las comillas de la línea { $line } no se cierran.
offering-list-too-large = La lista tiene más de { $limit } bytes, que es lo más que se lee.
offering-list-too-many = La lista tiene más de { $limit } servicios, que es lo más que se lee.
offering-list-zip = El archivo zip no se puede abrir. Puede estar cortado o cerrado con clave.
offering-list-unreadable = No se pudo leer el archivo: { $why }
offering-list-looks-broken = La lista ya no nombra { $gone } de los { $held } servicios que tenemos. Puede estar dañada. Mírala primero; para seguir de todos modos, dilo.

## Clases de ayuda
offering-kind-center = Centro de recuperación
offering-kind-residence = Casa de recuperación
offering-kind-naloxone = Naloxona
offering-kind-peers = Apoyo entre pares
offering-kind-treatment = Tratamiento
offering-kind-detox = Desintoxicación
offering-kind-medication = Medicina para la recuperación
offering-kind-mental-health = Salud mental
offering-kind-harm-reduction = Uso más seguro
offering-kind-health = Atención médica
offering-kind-family = Familia y niños
offering-kind-housing = Vivienda
offering-kind-food = Comida
offering-kind-clothing = Ropa y duchas
offering-kind-work = Trabajo y escuela
offering-kind-rides = Transporte
offering-kind-legal = Ayuda legal y papeles
offering-kind-money = Dinero y beneficios
offering-kind-event = Eventos

## Quién puede venir: lo que se busca, y lo que dice el lugar
offering-fit-medicaid = Acepta Medicaid
offering-fit-medicaid-yes = Acepta Medicaid.
offering-fit-medicaid-no = No acepta Medicaid.
offering-fit-no-insurance = Sin seguro médico
offering-fit-no-insurance-yes = Puedes venir sin seguro.
offering-fit-no-insurance-no = Necesitas seguro.
offering-fit-medication = Con mi medicina de recuperación
offering-fit-medication-yes = La medicina para la recuperación es bienvenida.
offering-fit-medication-no = Aquí no se acepta la medicina para la recuperación.
offering-fit-children = Con mis hijos
offering-fit-children-yes = Tus hijos pueden venir.
offering-fit-children-no = No pueden venir niños.
offering-fit-partner = Con mi pareja
offering-fit-partner-yes = Tu pareja puede venir.
offering-fit-partner-no = No puede venir tu pareja.
offering-fit-pet = Con mi mascota
offering-fit-pet-yes = Tu mascota puede venir.
offering-fit-pet-no = No pueden venir mascotas.
offering-fit-no-id = Sin identificación
offering-fit-no-id-yes = Puedes venir sin identificación.
offering-fit-no-id-no = Trae una identificación.
offering-fit-record = Con antecedentes
offering-fit-record-yes = Puedes venir con antecedentes.
offering-fit-record-no = Puede que no acepten a quien tiene antecedentes.
offering-fit-walk-in = Sin cita
offering-fit-walk-in-yes = Puedes llegar sin cita.
offering-fit-walk-in-no = Llama antes: necesitas una cita.

## Buscar un servicio
services-title = Buscar un servicio
services-lead = Comida, vivienda, tratamiento, naloxona y más. No hace falta entrar.
services-words = Palabras para buscar
services-words-hint = Lo que necesitas, o un nombre. No importan los errores pequeños.
services-near = Cerca de
services-near-hint = Un pueblo o un código postal.
services-within = Qué tan lejos
services-miles = { $miles } millas
services-open-now = Abierto ahora
services-more = Más opciones
services-fits = Tiene que ser así
services-kinds = Clase de ayuda
services-kinds-hint = Marca todas las que quieras.
services-language = Idioma que hablan
services-any-language = Cualquier idioma
services-speaks-es = Español
services-speaks-asl = Lengua de señas americana
services-speaks-vi = Vietnamita
services-speaks-ar = Árabe
services-speaks-zh = Chino
services-speaks-ko = Coreano
services-speaks-fr = Francés
services-speaks-pt = Portugués
services-search = Buscar
services-found = { $count ->
    [0] No encontramos servicios
    [one] 1 servicio
   *[other] { $count } servicios
}
services-place-unknown = No conocemos ese lugar. Buscamos en todas partes.
services-none = Prueba con menos palabras o menos opciones. Muchos lugares no dicen todo lo que ofrecen; una llamada puede ayudar.
services-all = Ver todos los servicios
services-away = a { $miles } millas
services-away-roughly = a unas { $miles } millas
services-from-afar = Por teléfono o en línea, o para toda una zona
services-more-places = { $count ->
    [one] 1 lugar más
   *[other] { $count } lugares más
}
services-map-told = { $count ->
    [one] Un servicio está en este dibujo.
   *[other] { $count } servicios están en este dibujo.
} El anillo de afuera está a { $ring } del centro. Los números son los de la lista.
services-pages = Más páginas
services-before = Página anterior
services-after = Página siguiente
services-note = Cada lugar habla por sí mismo. Estar en esta lista no es una recomendación. Llama antes de ir.

## Un servicio
service-paused = Cerrado por ahora
service-open-always = Abierto ahora, de día y de noche
service-open-until = Abierto ahora, hasta las { $time }
service-open-until-day = Abierto ahora, hasta el { $day } a las { $time }
service-closed = Cerrado ahora
service-closed-until = Cerrado ahora. Abre { $day }, { $time }
service-all-day = todo el día
service-from-to = { $opens } a { $closes }
service-days = { $first } a { $last }
service-closed-day = cerrado
service-every-weeks = Cada { $weeks } semanas: { $days }
service-monthly = Cada mes: { $which } de los { $days }
service-dates = Cada mes, estos días: { $dates }
service-nth-1 = primero
service-nth-2 = segundo
service-nth-3 = tercero
service-nth-4 = cuarto
service-nth-5 = quinto
service-nth-last = último
service-reach = Cómo comunicarte
service-website = Su página web
service-leaves = Te lleva a otra página.
service-phone-text = Mensaje de texto
service-phone-tty = Para personas sordas
service-hours = Cuándo
service-where = Dónde
service-online = Entrar en línea
service-map = Ver en un mapa
service-map-warns = El mapa está en otra página. Esa página sabrá que miraste este lugar.
service-map-go = Abrir el mapa
service-fit = Bueno saber antes de ir
service-fit-note = Las cosas cambian. Llama y pregunta si te importa.
service-certainty-confirmed = Alguien preguntó allí.
service-certainty-stated = Lo dice su anuncio.
service-certainty-words = Lo leímos en lo que escribieron. Pregunta para estar seguro.
service-how = Cómo conseguirlo
service-whom = Para quién es
service-costs = Cuánto cuesta
service-bring = Qué llevar
service-speaks = Idiomas
service-areas = Dónde hay que vivir
service-ages-from = Desde los { $from } años.
service-ages-to = Hasta los { $to } años.
service-ages-between = De { $from } a { $to } años.
service-provider = Quién lo ofrece
service-source = De dónde viene esto
service-source-list = Lista
service-source-steward = La cuida
service-source-licence = Licencia
service-no-licence = La lista no lo dice.
service-source-verified = Revisado por quien lo publica
service-never-verified = La lista no lo dice.
service-source-read = Leído el

## Algo está mal aquí
service-tell-link = ¿Hay algo mal aquí?
service-tell-title = Cuéntanos de este servicio
service-report-not-meeting = Ya no está allí
service-report-wrong-time = El horario está mal
service-report-wrong-place = Se mudó
service-report-wrong-link = El número o el enlace no sirve
service-report-wrong-kind = No es lo que dice
service-report-unsafe = Alguien no estuvo seguro allí
service-checked-by-editor = { $date }, por un editor de aquí
service-checked-by-owner = { $date }, por el contacto del servicio
service-source-checked = Última revisión aquí
service-stale = Hace mucho que nadie revisa esto. Llama antes de ir.

## Quién ofrece algo, y eventos por día
service-by = Todo lo de esta organización
provider-offers = Lo que ofrecen
provider-no-licence = Licencia no conocida
events-title = Eventos
events-link = Eventos por día
events-lead = Caminatas, ferias, vigilias y puertas abiertas, por día. Las horas son las del lugar.
events-found = { $count ->
    [0] No se encontraron eventos
    [one] 1 evento
   *[other] { $count } eventos
}
events-none = No sabemos de ninguno. Prueba con un área más grande, o mira de nuevo más tarde.
events-more = Hay más en días posteriores. Pide menos y verás más lejos.
events-next = Cuándo es
events-calendar = Añadir a mi calendario
events-calendar-name = Eventos de recuperación

## El escritorio
source-format-hsds = Servicios (HSDS: JSON o zip)
source-other-kind = Aquí hay otra lista con este nombre, y es de reuniones. Ponle a esta un nombre propio.
source-stays-kind = Una lista de servicios no puede volverse una de reuniones, ni al revés. Agrega una fuente nueva.
offering-reading-waits = De { $held } servicios, esta lectura quitaría { $gone } y cambiaría { $changed }. Agregaría { $added }.
offering-new-ids = { $count } servicios tienen otra clave en esta lista. Se reconocieron por nombre y lugar, y los enlaces siguen sirviendo.
desk-services-reported = Lo que la gente dice que está mal en los servicios
desk-services-clashing = Servicios corregidos aquí, y su lista ahora dice otra cosa
desk-services-stale = Servicios que llevan mucho sin revisar
desk-services-unverified = Servicios sin revisar todavía
desk-services-off = Servicios que no se muestran ahora
desk-services-proposed = Lo que tus colegas corregirían en los servicios
service-hidden-opted-out = Fuera: quien lo ofrece lo pidió
service-hidden-reported = No se muestra: varias personas dijeron que ya no está allí
service-hidden-too-old = No se muestra: lleva mucho sin revisar
service-hidden-editor = No se muestra: se quitó en el directorio
service-desk-public = Ver su página
service-desk-alert = Qué cambia por ahora
service-desk-alert-hint = Por ejemplo: cerrado esta semana, entra por la puerta de al lado.
service-desk-phone = Teléfono
service-desk-phone-hint = Un número del servicio, no de una persona.
service-desk-state = Estado
service-desk-code = Código postal
service-desk-leave-out = Úsalo cuando lo pida quien lo ofrece. No volverá con la próxima lectura.
service-phone-wrong = Esto no es un número de teléfono.
service-desk-paused = Cerrado o abierto
service-desk-about = Qué es
service-desk-languages = Idiomas que se hablan ahí
service-desk-languages-hint = Con comas, por ejemplo: inglés, español.
service-desk-hours = Horario
service-desk-hours-hint = Las horas de cada día, como 9:00-12:00, 13:00-17:00 o 9 am-5 pm. Todo el día es 0:00-24:00. Deja vacío el día en que cierra.
service-desk-hours-wrong = No podemos leer estas horas. Escríbelas como 9:00-17:00 o 9 am-5 pm.
service-desk-from = Solo desde este día
service-desk-from-hint = Para un evento o una temporada: el primer día y el último. Un evento de un solo día lleva dos veces el mismo día.
service-desk-until = Hasta este día
service-desk-until-wrong = El último día es antes del primero.
service-desk-hours-note = Más sobre el horario
service-desk-fit-hint = Di solo lo que preguntaste ahí.
service-desk-unsaid = No se sabe
service-kin = Otras listas en el mismo lugar
service-kin-alike = También el mismo nombre: se muestra como un solo servicio
service-kin-street = En la misma calle
service-join = Es el mismo servicio
service-part = Es otro servicio
service-apart = Un editor dijo que este es otro servicio.
desk-services-left-out = Servicios que no se muestran: su contacto pidió a otra lista dejarlos fuera
service-at-desk = ¿Hay algo que corregir? Ábrelo en el directorio

## La página del contacto de un servicio
service-listing-title = La entrada de tu servicio
service-listing-lead = Alguien te dio este enlace porque hablas por este servicio. No necesitas cuenta, y no se pide ningún nombre.
service-listing-leave-out-text = El servicio ya no se mostrará aquí.

## Una búsqueda para llevar
services-print = Imprimir esta lista (PDF)
services-table = Guardar como tabla (CSV)
services-send = Enviarla a un teléfono
services-send-text = Apunta la cámara de un teléfono a este dibujo. Abre esta misma búsqueda.
services-send-long = Esta búsqueda es demasiado larga para un dibujo. Copia esta dirección.
services-send-back = Volver a la búsqueda
services-list-title = Mi lista de lugares
services-list-more = Y { $count } más. Pide menos y la lista será más corta.
service-qr = Un dibujo con la dirección de esta búsqueda
service-send-title = Enviar esta página a un teléfono
