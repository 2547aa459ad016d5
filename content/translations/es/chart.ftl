# El expediente: quién acompaña a un miembro, los programas y lo que ajusta una agencia.

## Quién acompaña a un miembro

assign-pick = Elige a alguien de la lista.
assign-has-peer = Ya hay alguien. Mejor haz el traspaso a la nueva persona.
assign-same = Esta persona ya le acompaña.
assign-from-past = Elige hoy o un día por venir. Lo que fue se queda como fue.
assign-from-far = Elige un día dentro del próximo año.
cover-until-missing = Escribe el último día de la suplencia.
cover-too-long = Una suplencia dura medio año como mucho. Si dura más, haz un traspaso.
cover-self = Elige a otra persona para la suplencia.
cover-nobody = Nadie necesita suplencia en esos días, o esta persona no puede hacerla.
