# La mesa de una agencia.

agency-title = Agencia
agency-zone = Zona horaria: { $zone }
agency-people = Personas que trabajan aquí
agency-job = Puesto
agency-roles = Roles
agency-programs = Programas
agency-rules = Reglas: { $rules }
agency-since = Desde el { $date }
