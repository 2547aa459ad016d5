# La mesa de una agencia.

agency-title = Agencia
agency-zone = Zona horaria: { $zone }
agency-people = Personas que trabajan aquí
agency-job = Puesto
agency-roles = Roles
agency-programs = Programas
agency-rules = Reglas: { $rules }
agency-since = Desde el { $date }
readers-title = Roles nuevos que abren páginas de miembros
readers-text = Dados en los últimos 30 días. Pregunta si alguno te sorprende.
reader-new = { $name }: { $role }, desde el { $date }. Lo dio { $by }.
