### Lo que se dice a quien maneja el servidor sobre las agencias.

agency-slug-letters = El nombre en las direcciones tiene de 2 a 40 letras minúsculas, números y guiones. Empieza con una letra y no termina con guion, como james-river.
agency-slug-taken = Ya hay una agencia con este nombre en las direcciones.
agency-state-letters = Un estado tiene dos letras, como VA.
# { $zone } lo que se escribió
agency-zone-unknown = No hay ninguna zona horaria “{ $zone }”. Una se ve así: America/New_York.
agency-beside-invented = Aquí hay gente inventada. Una agencia real pide su propia base de datos.

# { $username } what was typed
import-as-unknown = Nadie con ese nombre, { $username }, trabaja en esta agencia.
# { $username } what was typed
import-as-no-role = { $username } no cuida las listas de esta agencia. Lo hace quien edita el directorio o administra.
staff-username-taken = Este nombre de usuario ya existe. Elige otro.
