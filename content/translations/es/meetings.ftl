# Reuniones: lo que la gente encuentra, y lo que la importación dice de una lista.

## Clases de reuniones (códigos de Meeting Guide)
meeting-type-11 = Meditación del Paso 11
meeting-type-12x12 = Doce Pasos y Doce Tradiciones
meeting-type-a = Secular
meeting-type-absi = Como lo ve Bill
meeting-type-af = Afrikáans
meeting-type-al = Junto con Alateen
meeting-type-al-an = Junto con Al-Anon
meeting-type-am = Amárico
meeting-type-ar = Árabe
meeting-type-asl = Lengua de señas americana
meeting-type-b = Libro Grande
meeting-type-ba = Con cuidado de niños
meeting-type-be = Recién llegados
meeting-type-bg = Búlgaro
meeting-type-bi = Bisexuales
meeting-type-brk = Desayuno
meeting-type-c = Cerrada
meeting-type-can = A la luz de las velas
meeting-type-cf = Se puede ir con niños
meeting-type-d = Discusión
meeting-type-da = Danés
meeting-type-db = Canasta digital
meeting-type-dd = Diagnóstico dual
meeting-type-de = Alemán
meeting-type-dr = Reflexiones diarias
meeting-type-el = Griego
meeting-type-en = Inglés
meeting-type-fa = Persa
meeting-type-ff = Sin perfumes
meeting-type-fi = Finés
meeting-type-fr = Francés
meeting-type-g = Gays
meeting-type-gr = Grapevine
meeting-type-h = Aniversario
meeting-type-he = Hebreo
meeting-type-hi = Hindi
meeting-type-hr = Croata
meeting-type-hu = Húngaro
meeting-type-is = Islandés
meeting-type-ita = Italiano
meeting-type-ja = Japonés
meeting-type-ka = Georgiano
meeting-type-kor = Coreano
meeting-type-l = Lesbianas
meeting-type-lgbtq = LGBTQ
meeting-type-lit = Literatura
meeting-type-ls = Viviendo sobrio
meeting-type-lt = Lituano
meeting-type-m = Hombres
meeting-type-med = Meditación
meeting-type-ml = Malabar (malayalam)
meeting-type-mt = Maltés
meeting-type-n = Pueblos nativos de EE. UU.
meeting-type-nb = Personas no binarias
meeting-type-ndg = Pueblos indígenas
meeting-type-ne = Nepalí
meeting-type-nl = Neerlandés
meeting-type-no = Noruego
meeting-type-o = Abierta
meeting-type-out = Al aire libre
meeting-type-p = Profesionales
meeting-type-poa = Comprobante de asistencia
meeting-type-poc = Personas de color
meeting-type-pol = Polaco
meeting-type-por = Portugués
meeting-type-pun = Panyabí
meeting-type-rus = Ruso
meeting-type-s = Español
meeting-type-sen = Personas mayores
meeting-type-sk = Eslovaco
meeting-type-sl = Esloveno
meeting-type-sm = Se permite fumar
meeting-type-sp = Orador
meeting-type-st = Estudio de los Pasos
meeting-type-sv = Sueco
meeting-type-t = Personas transgénero
meeting-type-tc = Lugar cerrado por ahora
meeting-type-th = Tailandés
meeting-type-tl = Tagalo
meeting-type-tr = Estudio de las Tradiciones
meeting-type-tur = Turco
meeting-type-uk = Ucraniano
meeting-type-w = Mujeres
meeting-type-x = Acceso en silla de ruedas
meeting-type-xb = Baño accesible en silla de ruedas
meeting-type-xt = Se permite el diálogo cruzado
meeting-type-y = Jóvenes

## Cuándo
meeting-day-sunday = Domingos
meeting-day-monday = Lunes
meeting-day-tuesday = Martes
meeting-day-wednesday = Miércoles
meeting-day-thursday = Jueves
meeting-day-friday = Viernes
meeting-day-saturday = Sábados
meeting-day-every = Todos los días
meeting-days = { $days } y { $last }
meeting-when = { $days }, { $time }
meeting-by-appointment = Con cita
meeting-part-morning = Mañana
meeting-part-afternoon = Tarde
meeting-part-evening = Al anochecer
meeting-part-night = Noche

## Cómo se reúne la gente
meeting-attendance-in-person = En persona
meeting-attendance-hybrid = En persona y en línea
meeting-attendance-online = En línea
meeting-attendance-phone = Por teléfono
meeting-attendance-paused = Por ahora no se reúne
meeting-attendance-unclear = Pregunte antes de ir
meeting-place-approximate = El mapa muestra solo el lugar aproximado.

## Por qué no se pudo usar una fila
meeting-refused-not-a-row = Esta entrada no es una reunión: no tiene campos con nombre.
meeting-refused-unreadable = Esta fila no se puede leer. Puede tener caracteres dañados o un número demasiado grande.
meeting-refused-no-name = Esta fila no tiene nombre.
meeting-refused-no-day = Esta fila tiene hora pero no día. Ponga un día de 0 (domingo) a 6 (sábado), o quite los dos si la reunión es con cita.
meeting-refused-day = “{ $day }” no es un día. Ponga un número de 0 (domingo) a 6 (sábado).
meeting-refused-no-time = Esta fila tiene día pero no hora. Ponga una hora como 19:00, o quite los dos si la reunión es con cita.
meeting-refused-time = “{ $time }” no es una hora. Escríbala como 19:00.
meeting-refused-unpublished = El servidor no publica esta reunión.
meeting-refused-weekday = «{ $day }» no es un día. En este formato los días van del 1 (domingo) al 7 (sábado).
meeting-refused-columns = Esta fila tiene { $count } valores para { $columns } columnas. Puede haber una coma dentro de un valor sin comillas alrededor.

## Lo que era raro en una fila que se usó
meeting-warn-day-skipped = “{ $day }” no es un día y se omitió; los demás días se conservaron.
meeting-warn-end-time = La hora de fin “{ $time }” no se pudo usar y se omitió.
meeting-warn-duration = La duración «{ $time }» no se pudo usar; no se muestra cuándo termina.
meeting-warn-zone = “{ $zone }” no es una zona horaria conocida; se usó { $used }.
meeting-warn-coordinates = “{ $latitude }, { $longitude }” no es un lugar en el mapa. La reunión se conservó sin él.
meeting-warn-coordinates-swapped = La latitud y la longitud estaban intercambiadas y se corrigieron.
meeting-warn-slug-made = La fila no tiene slug; se le dio “{ $slug }”.
meeting-warn-slug-changed = El slug “{ $from }” no puede ir en una dirección; se usa “{ $slug }”.
meeting-warn-slug-repeated = La fila { $row } tiene el mismo slug, “{ $slug }”.
meeting-warn-repeats = Esta fila repite la fila { $row }.
meeting-warn-cut = “{ $field }” era demasiado largo y se cortó.
meeting-warn-unusable = “{ $value }” no sirve como { $field } y se omitió.
meeting-warn-nowhere = La fila no da ni una dirección exacta ni una manera de participar a distancia.

## Lo que era raro en la lista
meeting-feed-wrapped = La lista estaba dentro de “{ $key }”; debería estar sola.
meeting-feed-latin1 = El archivo no está en UTF-8. Se leyó como Windows-1252; revise algunos nombres con acentos.
meeting-feed-mixed = { $count ->
    [one] Un byte no era UTF-8 y se leyó como Windows-1252; revise los nombres con acentos.
   *[other] { $count } bytes no eran UTF-8 y se leyeron como Windows-1252; revise los nombres con acentos.
}
meeting-feed-utf16 = El archivo está en UTF-16; debería estar en UTF-8.
meeting-feed-columns-left = De estas columnas no se tomó nada: { $columns }.
meeting-feed-trailing = Después del final de la lista había algo más; se omitió.
meeting-feed-unknown-type = El tipo “{ $code }” no está en Meeting Guide. Se conservó ({ $count ->
    [one] una fila
   *[other] { $count } filas
}).

## Por qué no se pudo leer la lista
meeting-feed-empty = El archivo está vacío.
meeting-feed-too-large = El archivo tiene más de { $limit } bytes, que es lo máximo que se lee.
meeting-feed-too-many-rows = La lista tiene más de { $limit } filas, que es lo máximo que se lee.
meeting-feed-not-json = El archivo no es JSON completo. La lectura se detuvo en la línea { $line }, columna { $column }.
meeting-feed-web-page = Esto es una página web, no una lista de reuniones. Se necesita la dirección de la lista misma.
meeting-feed-not-a-list = El archivo es JSON, pero no contiene una lista de reuniones.
meeting-feed-no-names = Ninguna columna tiene los nombres de las reuniones. Llama «nombre» a una, o di cuál es.
meeting-feed-open-quote = La tabla está cortada: las comillas de la línea { $line } no se cierran.
meeting-feed-no-such-column = La columna { $place } de la lista no está en la tabla. Escribe su nombre como está en la primera línea.
meeting-feed-mapping = Las columnas no se pueden leer. Escribe name=Grupo, day=Día: primero el campo, luego la columna.
