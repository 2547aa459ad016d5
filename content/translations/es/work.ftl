# El espacio de trabajo de los pares.

work-hello = Hola, { $name }
work-drafts = Planes en marcha
work-mine = Las personas con quienes trabajo
work-none = Todavía nadie
work-none-text = Un supervisor puede unirte con un miembro, o puedes agregar a alguien.
members-find = Buscar por nombre
members-search = Buscar
members-found = { $count ->
    [one] 1 persona
   *[other] { $count } personas
}
members-none = Nadie que mostrar.
members-new = Alguien nuevo
members-called = ¿Cómo le gusta que le digan?
members-called-hint = Basta un nombre. Lo demás puede esperar.
members-lang = ¿En qué idioma le gusta leer?
members-add = Agregar a esta persona
member-title = Miembro
member-overview = Resumen
member-work-on-plan = Trabajar en el plan
member-read-plan = Leer el plan
member-sit-down = Sentarse a conversar
member-beside = Quién le acompaña
member-nobody = Todavía nadie
member-programs = Programas
member-no-program = Todavía en ningún programa
member-no-program-who = Un supervisor del programa puede inscribirle.
member-program-since = { $program }, desde el { $date }
flash-registered = Su página está abierta. Dale la bienvenida.
