# La mesa de los supervisores.

team-title = Mi equipo
team-table = Todas las personas a mi alcance
list-next = Mostrar más personas
list-more = { $count ->
    [one] Y una persona más. Búscala por su nombre.
   *[other] Y { $count } personas más. Búscalas por su nombre.
}
team-name = Nombre
team-state = Cómo va
team-none = Todavía nadie que mostrar.
