# El buscador de reuniones: qué se puede pedir, qué se dice de una reunión y la lista de bolsillo.

## La búsqueda
meetings-near = Cerca de
meetings-near-hint = Una ciudad o un código postal.
meetings-when = Cuándo
meetings-when-week = Esta semana
meetings-when-now = Ahora o en la próxima hora
meetings-when-today = Hoy
meetings-when-tomorrow = Mañana
meetings-way = Cómo
meetings-any-way = De cualquier forma
meetings-miles = Qué tan lejos
meetings-within = Hasta { $miles } { $miles ->
    [one] milla
   *[other] millas
}
meetings-pathway = Camino
meetings-any-pathway = Cualquier camino
meetings-speaks = Idioma
meetings-any-speaks = Cualquier idioma
meetings-door = Abierta o cerrada
meetings-any-door = Abierta o cerrada
meetings-zone = Ver la hora de
meetings-zone-theirs = La hora de cada reunión
meetings-more-choices = Más opciones
meetings-for-people = Pensada para
meetings-for-offer = Ofrece
meetings-narrowed = Lo que pediste
meetings-take-away = quitar esto
meetings-clear = Quitar todo
meetings-with-words = «{ $words }»
meetings-near-place = Hasta { $miles } { $miles ->
    [one] milla
   *[other] millas
} de { $place }
meetings-place-unknown = No conocemos el lugar «{ $place }». Prueba con un código postal o una ciudad más grande. Mientras tanto mostramos todos los lugares.
meetings-views = Cómo mostrarlo
meetings-as-list = En lista
meetings-as-week = Por semana
meetings-pages = Páginas de la lista
meetings-before = Atrás
meetings-after = Más reuniones
meetings-calendar = Agregarlas a mi calendario
meetings-table = Guardar como tabla (CSV)
meetings-none-text = Nada cumple con todo eso. Estas búsquedas encuentran más:
meetings-none-talk = ¿Necesitas a alguien ahora mismo? Aquí hay líneas a las que puedes llamar.
meetings-sources = Códigos postales: Oficina del Censo de EE. UU. Nombres de ciudades: GeoNames (CC BY 4.0). Ningún servicio de mapas ve lo que buscas.
wider-when = Cualquier día y hora ({ $count })
wider-filters = Cualquier tipo de reunión ({ $count })
wider-way = En persona, en línea o por teléfono ({ $count })
wider-words = Sin las palabras ({ $count })
wider-place = En cualquier lugar ({ $count })
wider-miles = Hasta 50 millas ({ $count })
wider-most = Cualquier día y cualquier tipo ({ $count })
week-count = { $count ->
    [0] ninguna
    [one] 1 reunión
   *[other] { $count } reuniones
}
week-again = { $day }, en una semana
week-more = Estas son las primeras de { $count }. Elige este día para verlas todas.

## Filtros
facet-open = Abierta a todos
facet-closed = Cerrada: solo para quienes es
facet-newcomers = Quienes llegan por primera vez
facet-women = Mujeres
facet-men = Hombres
facet-lgbtq = LGBTQ+
facet-young = Jóvenes
facet-veterans = Veteranos
facet-families = Familia y amigos
facet-asl = Lengua de señas (ASL)
facet-wheelchair = Acceso para silla de ruedas
facet-child-care = Cuidado de niños
facet-medication-friendly = Tus medicinas son bienvenidas
facet-proof = Comprobante de asistencia

## Zonas
zone-eastern = Hora del este
zone-central = Hora del centro
zone-mountain = Hora de la montaña
zone-arizona = Hora de Arizona
zone-pacific = Hora del Pacífico
zone-alaska = Hora de Alaska
zone-hawaii = Hora de Hawái
zone-atlantic = Hora de Puerto Rico

## Una reunión
meeting-runs = En curso. Empezó { $minutes ->
    [0] recién
    [one] hace 1 minuto
   *[other] hace { $minutes } minutos
}.
meeting-soon = { $minutes ->
    [0] Empieza ahora
    [one] Empieza en 1 minuto
   *[other] Empieza en { $minutes } minutos
}
meeting-there = { $time } donde estás
meeting-near-by = A menos de una milla
meeting-miles = { $miles ->
    [one] a 1 milla
   *[other] a { $miles } millas
}
meeting-miles-about = a unas { $miles ->
    [one] 1 milla
   *[other] { $miles } millas
}
meeting-all = Todas las reuniones
meeting-gone = Su lista ya no nombra esta reunión. Quizás cambió de lugar o terminó. Lo que ves aquí es lo último que supimos.
meeting-near-link = Busca otra cerca de allí.
meeting-when-title = Cuándo
meeting-until = hasta las { $time }
meeting-next-start = La próxima: { $moment } ({ $zone })
meeting-calendar = Agregar a mi calendario
meeting-calendar-group = Agregar todas las reuniones de este grupo
meeting-where-title = Dónde
meeting-afar-title = Entrar desde lejos
meeting-video = Entrar por video
meeting-video-leaves = Esto abre otro sitio. Puede pedirte un nombre; puedes usar el que quieras.
meeting-kind-title = Qué tipo de reunión
meeting-expect-title = ¿Es tu primera vez?
meeting-expect = Qué esperar en una primera reunión: { $pathway }
meeting-expect-any = Qué esperar en una primera reunión
meeting-listed-title = Quién la publica
meeting-listed-by = La cuida
meeting-listed-in = De la lista
meeting-checked = Lista leída por última vez el
meeting-updated = Cambiada el
meeting-checked-here = Revisada
meeting-checked-by-editor = { $date }, por quien edita aquí
meeting-checked-by-owner = { $date }, por el contacto de la reunión
meeting-others = Otras reuniones de este grupo
meeting-next-check = Próxima revisión
meeting-terms = Condiciones de la lista
meeting-credit = Página de la lista
meeting-listed-note = Cada grupo lleva sus propias reuniones. Que una esté aquí no quiere decir que hablemos por ella.
meeting-send-title = Enviarla a un teléfono
meeting-send-text = Apunta la cámara de un teléfono a este dibujo.
meeting-qr = Un dibujo con la dirección de esta página

## El dibujo
map-open = Ver un dibujo de dónde están
map-miles = { $miles ->
    [one] 1 milla
   *[other] { $miles } millas
}
map-list-told = { $count ->
    [one] Hay una reunión en este dibujo.
   *[other] Hay { $count } reuniones en este dibujo.
} El anillo de afuera está a { $miles } millas del centro. Los números son los de la lista.
map-one-told = Está { $far } del centro de { $town }, hacia el { $way }. El anillo de afuera está a 10 millas.
map-one-middle = Está en el centro de { $town }. El anillo de afuera está a 10 millas.
map-one-alone = El punto es la reunión. El anillo de afuera está a 10 millas.
map-way-0 = norte
map-way-1 = noreste
map-way-2 = este
map-way-3 = sureste
map-way-4 = sur
map-way-5 = suroeste
map-way-6 = oeste
map-way-7 = noroeste
map-outside = Abrir un mapa de calles
map-outside-warns = Con esto sales de nuestras páginas. OpenStreetMap verá qué lugar miras, y queda en el historial de este aparato.
map-outside-go = Ir a OpenStreetMap

## La lista de bolsillo
pocket-link = Imprimir una lista de bolsillo (PDF)
pocket-title = Mi lista de bolsillo
pocket-fold = Dobla por las líneas punteadas.
pocket-more = Y { $count } más ese día.
pocket-none = No se encontró nada para esta lista.
pocket-printed = Impresa el { $date }.
pocket-call-first = Los horarios cambian. Confirma antes de un viaje largo.
