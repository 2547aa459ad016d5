# Lo que cualquiera puede ver: la primera página, ayuda, reuniones, entrar, y cuando algo falla.

sign-in = Entrar
home-title = Tu recuperación, lado a lado
home-lead = Haz un plan con tus propias palabras, junto a alguien que ya pasó por esto.
home-own = Ir a mis páginas
home-meetings = Buscar una reunión
home-yours = Es tuyo
home-yours-text = Tus metas y tus palabras quedan como las escribiste. Puedes llevarte tu plan.
home-together = Se hace en compañía
home-together-text = Tú y tu par escriben. Nada se pierde, aunque escriban al mismo tiempo.
home-private = Es privado
home-private-text = Puedes ver quién puede leer cada cosa. Con un toque sales de la página.
crisis-title = Ayuda ya
crisis-lead = Esta página se queda en tu teléfono y abre sin señal. Para llamar o mandar un texto hace falta línea.
meetings-title = Buscar una reunión
meetings-lead = Cualquiera puede buscar. No hace falta entrar.
meetings-words = Palabras para buscar
meetings-words-hint = Un nombre, un pueblo o un tipo de reunión.
meetings-day = Día
meetings-part = Hora del día
meetings-any-time = A cualquier hora
meetings-search = Buscar
meetings-found = { $count ->
    [0] No encontramos reuniones. Prueba con menos palabras u otro día.
    [one] 1 reunión
   *[other] { $count } reuniones
}
sign-in-title = Entrar
sign-in-username = Nombre de usuario
sign-in-passphrase = Frase secreta
sign-in-help = ¿No puedes entrar? Pide ayuda a tu par o a tu agencia. Te ayudan a empezar otra vez.
language-title = ¿En qué idioma quieres leer?
nav-today = Hoy
nav-members = Miembros
nav-team = Mi equipo
nav-agency = Agencia
nav-plan = Plan
nav-find = Buscar ayuda
find-lead = Cualquiera puede mirar aquí. No hace falta entrar, y nadie se entera.
nav-meetings = Reuniones
nav-services = Servicios
nav-help-lines = Líneas de ayuda
nav-choose = Elegir
nav-library = Biblioteca
trouble-home = Ir a la primera página
trouble-absent = No encontramos esta página
trouble-absent-text = Quizá cambió de lugar o no es para esta cuenta.
trouble-sign-in = Entra, por favor
trouble-sign-in-text = Tu sesión terminó. Entra y prueba otra vez.
trouble-stale = Prueba otra vez, por favor
trouble-stale-text = Este formulario es de otra visita. Vuelve, carga la página y mándalo otra vez.
trouble-too-large = Esto es demasiado grande
trouble-too-large-text = Manda menos de una vez. Vuelve: tus palabras siguen ahí.
trouble-unreadable = No pudimos leer este formulario
trouble-unreadable-text = Vuelve y mándalo otra vez, por favor.
trouble-refused = Eso no se hizo
trouble-refused-text = Aquí no puedes hacer esto.
trouble-invalid = Hay algo que revisar
trouble-invalid-text = Vuelve y revisa lo que escribiste, por favor.
trouble-busy = Hay mucho movimiento
trouble-busy-text = Espera un momento y prueba otra vez. Nada se perdió.
trouble-full = Aquí ya no hay lugar
trouble-full-text = No se cambió nada, y lo que ya estaba no se perdió. Todavía puedes leer. Avisa a quienes manejan este sitio, y prueba más tarde.
trouble-broken = Algo falló de nuestro lado
trouble-broken-text = No es culpa tuya. Prueba otra vez en un rato.
form-not-a-day = Esto no es un día. Escríbelo así: 15 mar 2026, 3/15/2026 o 2026-03-15.
form-which-is-the-month = ¿Cuál de los dos números es el mes? Escríbelo con su nombre, así: 4 mar 2026.
