# La mesa de los supervisores.

team-title = Mi equipo
team-table = Todas las personas a mi alcance
team-name = Nombre
team-state = Cómo va
team-none = Todavía nadie que mostrar.
