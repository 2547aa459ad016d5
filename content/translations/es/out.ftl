# What leaves the directory: calendars, JSON for programs, pieces for other sites.

## Calendars
out-calendar-name = Reuniones de recuperación
out-listed-by = Publicado en { $list }. { $agency } cuida esta lista aquí.
out-terms = Condiciones de uso: { $terms }.

## JSON for programs
api-title = Directorio de apoyo para la recuperación
api-about = Abierto a cualquiera, para leer. No hace falta clave. No contiene nombres, teléfonos ni correos de personas. Muestra también la fuente y sus condiciones.
api-unchanged = Nada ha cambiado desde la última vez
api-meetings = Busca reuniones. Con sort=id, sigue next hasta que sea null y las tendrás todas.
api-meeting = Una reunión
api-help-lines = Líneas a las que llamar, como están ahora. Por favor, muestra con ellas el 911 y el 988.
api-sources = Las listas de donde vienen las reuniones y los servicios, y sus condiciones
api-parameter-title = No pudimos leer una parte de la solicitud
api-parameter = “{ $name }” puede ser: { $fits }.
api-method-title = Esta dirección solo se puede leer
api-method = Pregunta con GET.
api-param-q = Palabras. Una letra equivocada no importa.
api-param-day = Se hace este día
api-param-part = Empieza en esta parte del día
api-param-way = Cómo se reúne la gente
api-param-near = Cerca de este lugar: una ciudad, un código postal, o latitud y longitud
api-param-miles = A no más de tantas millas de ahí
api-param-when = Alrededor de este momento: ahora, hoy, mañana o un día de la semana
api-param-pathway = En este camino
api-param-speaks = En este idioma
api-param-door = Quién puede venir
api-param-f = Con esto también. Puede estar más de una vez
api-param-zone = Tu zona horaria, como America/New_York
api-param-sort = El orden. “id” nunca cambia, así puedes seguir leyendo. “best” es el orden de la página y da solo la primera parte.
api-param-limit = Cuántas como máximo
api-param-after = Sigue después de la entrada con este id
api-param-meeting = El id de una reunión
api-param-lang = El idioma de lo que se dice con palabras
api-services = Busca servicios: comida, vivienda, tratamiento, naloxona y más. Sigue next hasta que sea null y los tendrás todos.
api-service = Un servicio
api-param-kind = De esta clase. Puede estar más de una vez, y basta una
api-param-fit = Con un sí a esto. Puede estar más de una vez
api-param-open = Abierto ahora, por el reloj del lugar
api-param-service = El id de un servicio

## Pieces for other sites
widget-title = Reuniones de recuperación
widget-search = Palabras, una ciudad o un día
widget-find = Buscar
widget-help = ¿Estás en crisis? Llama o escribe al 988. ¿Alguien no despierta? Llama al 911.
widget-looking = Buscando…
widget-found = { $count ->
    [0] Ninguna reunión
    [1] 1 reunión
   *[other] { $count } reuniones
  }
widget-none = No encontramos ninguna reunión. Prueba con otras palabras.
widget-more = Ver más e imprimir una lista
widget-failed = Ahora no se puede abrir la lista.
widget-sources = De: { $names }

embed-title = Pon reuniones en tu sitio
embed-lead = Usa nuestra lista en tu propio sitio, gratis. No pone cookies, no cuenta a nadie y no muestra anuncios. No hace falta clave.
embed-script-title = Con una línea
embed-script-text = Pon esta línea donde debe estar la lista. Se adapta al aspecto de tu página.
embed-code = Código para copiar
embed-copy = Copiar
embed-options = Puedes decir qué muestra. Añade una o más de estas a la línea:
embed-option-near = Cerca de una ciudad, un código postal, o latitud y longitud
embed-option-day = Este día. Los nombres de los días van en inglés
embed-option-part = Por la tarde o noche (evening). También: morning (mañana), afternoon (tarde), night (noche)
embed-option-pathway = Un tipo de grupo. La página de reuniones muestra los demás en su dirección
embed-option-words = Con estas palabras
embed-option-way = En línea. También: in-person (en persona), hybrid (mixta), phone (por teléfono)
embed-option-lang = En español
embed-option-count = Cuántas a la vez, 50 como máximo
embed-policy = ¿Tu sitio tiene una política de seguridad de contenido? Añade esto:
embed-frame-title = Con un marco
embed-frame-text = ¿Tu sitio no permite scripts? Usa un marco. Lo que pidas en su dirección funciona como en la página de reuniones.
embed-files-title = Listas y archivos
embed-files-text = Para programas, calendarios y planes. Pon tu búsqueda al final del enlace. Así se hace también en la página de reuniones.
embed-file-json = Todas las reuniones para aplicaciones (Meeting Guide, JSON)
embed-file-ics = Todas las reuniones como calendario (iCalendar)
embed-file-csv = Todas las reuniones como tabla (CSV)
embed-file-api = Para programas: la API y lo que puede hacer (OpenAPI)
embed-sources-title = De dónde vienen las reuniones
embed-sources-text = Muestra la fuente junto a lo que uses y respeta sus condiciones.
embed-sources-none = Todavía no hay ninguna lista.
embed-source = Lista
embed-steward = La cuida
embed-terms = Condiciones de uso
embed-terms-unknown = Pregunta a quien la publica
embed-read = Leída por última vez
embed-meetings = Reuniones

## In numbers
stats-title = Las reuniones en números
stats-lead = Cuántas reuniones hay, cuándo y dónde. Y dónde no hay ninguna, para que alguien pueda empezar una.
stats-empty = Todavía no hay reuniones en la lista.
stats-summary = Aquí hay { $meetings ->
    [1] 1 reunión
   *[other] { $meetings } reuniones
  } de { $groups ->
    [1] 1 grupo
   *[other] { $groups } grupos
  }. Algunas se hacen más de un día. Son { $starts } por semana.
stats-file = Guardar todos los números como tabla (CSV)
stats-table = Los números
stats-count = Reuniones
stats-starts = Comienzos por semana
stats-pathways = Tipos de grupos
stats-pathways-column = Tipo
stats-pathways-all = Hay una reunión de cada tipo. Una reunión puede ser de más de un tipo, o no decir ninguno.
stats-pathways-none = Todavía no hay reuniones de este tipo: { $names }.
stats-languages = Idiomas
stats-languages-column = Idioma
stats-languages-all = Hay una reunión en cada uno de estos idiomas.
stats-languages-none = Todavía no hay reuniones en: { $names }.
stats-ways = Cómo se reúne la gente
stats-ways-column = Manera
stats-ways-all = Hay una reunión para cada manera de reunirse.
stats-ways-none = Todavía no hay reuniones de esta manera: { $names }.
stats-towns = Ciudades
stats-towns-column = Ciudad
stats-towns-reading = { $all ->
    [0] Ninguna ciudad tiene todavía una reunión en una sala.
    [1] Una ciudad tiene una reunión en una sala.
   *[other] { $all } ciudades tienen una reunión en una sala. Ves las { $shown } que tienen más, por nombre.
  }
stats-hours = Hora del día
stats-hours-column = Hora en que empieza
stats-hours-reading = Ninguna hora tiene más que la que va de las { $from } a las { $to }. { $none ->
    [0] No hay ninguna hora sin reunión.
    [1] Hay una hora del día en que no empieza ninguna.
   *[other] Hay { $none } horas del día en que no empieza ninguna.
  }
stats-hours-none = Ninguna reunión tiene hora fija.
stats-week = La semana
stats-week-reading = { $empty ->
    [0] Hay una reunión en cada parte de la semana.
    [1] En una de las 28 partes de la semana no hay reunión.
   *[other] En { $empty } de las 28 partes de la semana no hay reunión.
  }
stats-week-key = Cuanto más fuerte el color de un cuadro, más reuniones empiezan. Un cuadro de rayas no tiene ninguna.
stats-part-column = Parte del día
stats-gaps = Dónde no hay ninguna
stats-gaps-reading = { $places ->
    [0] Ninguna ciudad tiene todavía una reunión en una sala.
   *[other] En { $without } de { $places } ciudades hay un día, o una parte del día, sin reunión en una sala.
  }
stats-gap-days = Días sin reunión
stats-gap-parts = Partes del día sin reunión
stats-gap-pathways = Ninguna de este tipo
stats-gap-languages = Ninguna en
stats-nothing-missing = No falta nada
stats-gaps-more = { $count ->
    [1] Una ciudad más está en la tabla que puedes guardar.
   *[other] { $count } ciudades más están en la tabla que puedes guardar.
  }
stats-without = Pueblos sin nada cerca
stats-without-reading = { $count ->
    [0] Cada pueblo que miramos tiene una reunión en un lugar a menos de { $miles } millas.
    [one] 1 pueblo no tiene ninguna reunión en un lugar a menos de { $miles } millas.
   *[other] { $count } pueblos no tienen ninguna reunión en un lugar a menos de { $miles } millas.
} Miramos los pueblos con { $codes } o más códigos postales, en los estados con { $least } o más reuniones en esta lista.
stats-without-state = Estado
stats-without-which = Los más grandes
stats-without-more = y { $count } más
stats-note = Contado de las listas como están ahora. Una reunión que ninguna lista nombra no está aquí. Los tipos y los idiomas se leen de lo que cada reunión dice de sí misma.
