# Ayuda para elegir: las preguntas y lo que se dice de cada camino.

## Caminos

pathway-twelve-step = Doce pasos
pathway-secular = Sin religión
pathway-faith = Fe
pathway-buddhist = Ideas budistas
pathway-mental-health = Pares de salud mental
pathway-medication = Para quienes usan medicinas
pathway-harm-reduction = Bajar el consumo o reducir riesgos

## La página

choose-title = Ayúdame a elegir
choose-lead = Contesta lo que quieras y salta lo demás. Ninguna respuesta está mal.
choose-private = Tus respuestas sirven para esta página y luego se borran. No las guardamos y no quedan en la dirección de la página.
choose-more = Otras preguntas, si quieres
choose-show = Muéstrame caminos
choose-again = Cambiar mis respuestas
choose-none-first = Por orden de letras. Ninguno es mejor que los otros.
choose-found = Caminos que puedes probar
choose-try = Prueba de 3 a 6 reuniones distintas antes de decidir. Cada una se siente distinta, aun en el mismo grupo.
choose-court = ¿Una corte o un trabajo te mandó a los doce pasos? Las cortes han dicho que debes poder elegir uno sin religión.
choose-why = Por qué te lo mostramos
choose-know = Lo que conviene saber
choose-evidence = Lo que dicen los estudios
choose-sources = De dónde viene esto
choose-checked-on = Visto el { $date }
choose-meetings = Buscar reuniones
choose-first = Cómo es una primera reunión
choose-general = Lo que dicen los estudios de todo esto
choose-safe = Ten naloxona cerca y no uses a solas. Si alguien no despierta, llama al 911.
choose-safe-link = Qué hacer en una sobredosis
choose-not-ours = No tenemos relación con ninguno de estos grupos y no decimos que uno sea el mejor.
choose-on-meetings = ¿Necesitas una hora tarde, una rampa o quien cuide a tus hijos? Eso lo eliges en la página de reuniones.
choose-because-secular = Para que también veas uno sin religión.
choose-because-compare = Para que puedas comparar caminos distintos.

## Las preguntas

choose-ask-who = ¿Para quién es?
choose-who-me = Para mí
choose-who-someone = Para alguien a quien quiero
choose-ask-goal = ¿Qué te gustaría ahora?
choose-goal-stop-all = Dejarlo todo
choose-goal-stop-some = Dejar una parte
choose-goal-cut-down = Bajarle
choose-goal-stay-safe = Estar a salvo
choose-goal-not-sure = Todavía no sé
choose-ask-substance = ¿De qué se trata?
choose-substance-alcohol = Alcohol
choose-substance-opioids = Heroína, fentanilo
choose-substance-stimulants = Cocaína, cristal
choose-substance-pills = Pastillas
choose-substance-cannabis = Marihuana
choose-substance-gambling = Apuestas
choose-substance-other = Otra cosa
choose-ask-spirit = ¿Cómo te sientes con un lado espiritual?
choose-spirit-like = Me gusta
choose-spirit-fine = Está bien
choose-spirit-not = Prefiero que no
choose-spirit-christian = Un lugar cristiano
choose-spirit-buddhist = Un lugar budista
choose-ask-medicine = ¿La medicina es parte de esta recuperación?
choose-medicine-welcome = Sí, y debe ser bienvenida
choose-medicine-any = Da igual
choose-medicine-unsaid = Prefiero no decirlo
choose-ask-mind = ¿La salud mental también es parte?
choose-mind-yes = Sí
choose-mind-no = No
choose-ask-room = ¿Con quién te gustaría estar?
choose-room-women = Mujeres
choose-room-men = Hombres
choose-room-lgbtq = Personas LGBTQ+
choose-room-young = Jóvenes
choose-room-veterans = Veteranos
choose-room-parents = Madres y padres
choose-room-professionals = Personas de mi oficio
choose-room-spanish = Personas que hablan español
choose-room-asl = Personas que usan señas (ASL)
choose-ask-way = ¿Cómo te gustaría reunirte?
choose-way-in-person = En persona
choose-way-online = Por video
choose-way-phone = Por teléfono
choose-way-text = Por escrito
choose-way-camera-off = Con la cámara apagada
choose-way-small = En un grupo pequeño
choose-ask-style = ¿Qué te gusta hacer ahí?
choose-style-stories = Contar historias
choose-style-tools = Aprender herramientas
choose-style-quiet = Estar en silencio
choose-style-sponsor = Tener a alguien que me guíe
choose-ask-helped = ¿Qué te ha ayudado antes?
choose-helped-twelve-step = Los doce pasos
choose-helped-secular = Un grupo sin religión
choose-helped-faith = Un grupo de fe
choose-helped-buddhist = Un grupo budista
choose-helped-mental-health = Pares de salud mental
choose-ask-not-for-me = ¿Qué no fue para ti?
choose-not-for-me-twelve-step = Los doce pasos
choose-not-for-me-secular = Un grupo sin religión
choose-not-for-me-faith = Un grupo de fe
choose-not-for-me-buddhist = Un grupo budista
choose-not-for-me-mental-health = Pares de salud mental
