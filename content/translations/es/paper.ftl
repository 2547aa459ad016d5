# Lo que se imprime: el plan, la tarjeta de bolsillo, las hojas en blanco. Nada aquí nombra un programa, una ley ni una condición.

## El plan

paper-plan-title = El plan de { $member }
paper-plan-heading = Mi plan
paper-version = Versión { $number }
paper-draft = Borrador. Aún sin firmar.
paper-program = Programa
paper-page = Página { $page } de { $pages }
paper-foot = { $member }, versión { $number }
paper-fingerprint = Huella de esta versión: { $mark }
paper-translation = Traducción
paper-nothing = Aquí todavía no hay nada escrito.
paper-stand-in = El signo ▯ ocupa el lugar de una letra o imagen que no se pudo imprimir. Se conserva en el plan en pantalla.

paper-corner = Personas que me apoyan
paper-pathways = Caminos que conozco
paper-goals = Mis metas
paper-goal-number = Meta { $number }
paper-life-areas = Partes de mi vida que esto toca
paper-importance = Qué tan importante es para mí
paper-confidence = Cuánta confianza tengo
paper-of-ten = { $mark } de 10
paper-by-when = Para cuándo
paper-steps = Pasos
paper-from = desde el { $date }
paper-weekly-at = { $day }, { $time }
paper-meeting = Reunión: { $meeting }
paper-often = Cada cuánto nos vemos
paper-often-each-week = Días por semana: { $days }. Minutos por semana: { $minutes }.

paper-signatures = Firmas
paper-signature = Firma
paper-name = Nombre
paper-role = Papel
paper-how = Cómo
paper-date = Fecha

## La tarjeta de bolsillo

paper-card-title = Mi tarjeta
paper-card-cut = Corta por la línea continua.
paper-card-fold = Dobla por las líneas punteadas. Queda del tamaño de una tarjeta de banco.
paper-card-helps = Lo que me ayuda
paper-card-people = Personas a quienes puedo llamar
paper-card-anyone = Siempre disponibles
paper-card-next = Mis próximos pasos
paper-card-talk = Hablar con alguien, a cualquier hora
paper-card-988 = Llama al 988 y oprime 2, o envía AYUDA al 988
paper-card-danger = En peligro ahora mismo
paper-card-911 = Llama al 911

## Hojas en blanco

paper-blank-intro = Esto es tuyo. Empieza por donde quieras, deja lo que hoy no te sirva y usa tus propias palabras.
paper-blank-foot = Mi plan
paper-blank-copy = Estas hojas son para una meta. Cópialas para cada meta que quieras.
paper-ask-good-life = Si todo te fuera bien, ¿cómo sería un buen día cualquiera?
paper-ask-strengths = ¿Qué haces bien? ¿Qué te ha ayudado antes a salir adelante?
paper-ask-corner = ¿Quién está de tu lado? Escribe un nombre y quién es para ti.
paper-ask-home = ¿Cómo es el lugar donde vives? ¿Qué te ayuda ahí y qué te complica las cosas?
paper-ask-pathways = ¿Qué has probado, qué usas ahora y qué te da curiosidad?
paper-ask-goal = ¿Qué quieres lograr?
paper-ask-why = ¿Por qué te importa?
paper-ask-importance = Marca un número. ¿Qué tan importante es para ti en este momento?
paper-ask-confidence = Marca un número. ¿Cuánta confianza tienes en poder lograrlo?
paper-ruler-low = nada
paper-ruler-high = mucho
paper-ask-often = ¿Cuántos días por semana y por cuánto tiempo?
paper-more = Algo más
paper-ask-more = ¿Qué más quieres que se sepa o se recuerde?
paper-step-what = Qué
paper-step-who = Quién
paper-step-when = Cuándo
paper-step-often = Cada cuánto
