### Lo que la persona y la empresa se escriben sobre una solicitud, lo que la persona pensó de la
### respuesta, y los derechos que no tienen página propia.

messages-title = Mensajes
messages-new = Hay un mensaje para usted
messages-new-on = Sobre su solicitud { $number }
message-none = Todavía no se ha escrito nada.
message-from-you = Usted
message-from-us = Nosotros
message-from-person = La persona
message-late = Por qué llega tarde
message-gone = Las palabras se borraron con la persona.
message-read = Leído { $when }
message-unread = Aún no leído
message-to-us = Escribirnos sobre esto
message-to-person = Escribir a la persona
message-title = Mensajes sobre { $number }
message-lead = Lo lee alguien que trabaja en su solicitud. Respondemos aquí, y un correo le avisa cuando hay respuesta.
message-lead-staff = Un correo avisa a la persona de que hay un mensaje, y no dice qué pone.
message-write = Escribir
message-label = Su mensaje
message-files = Archivos
    .hint = PDF, PNG o JPEG, como mucho { $count } archivos de { $limit } MB cada uno. Se borran 30 días después de la respuesta.
message-explains = Esto dice por qué la respuesta llega tarde. Se ve en la página de la solicitud.
message-send = Enviar

## Lo que se pensó de la respuesta

rate-title = ¿Qué tal lo hicimos?
rate-legend = ¿Cómo fue, desde que lo pidió hasta la respuesta?
rate-5 = Muy bien
rate-4 = Bien
rate-3 = Ni bien ni mal
rate-2 = Mal
rate-1 = Muy mal
rate-words = ¿Qué deberíamos saber?
rate-do = Enviar
rate-said = Usted dijo: { $score }. Gracias.
rated-title = Lo que pensó la persona

## Lo que no tiene página propia

other-link = Pedir otra cosa: que no se use, oponerse, reclamar
other-title = Pedir otra cosa
other-lead = Una persona de aquí lee lo que escribe y responde. Lo sigue en la página de la solicitud.
other-hint-restriction = Guardamos lo que tenemos y no hacemos nada más con ello, por ejemplo mientras no esté claro si es correcto.
other-hint-objection = Usted dice por qué, en su situación, no deberíamos usarlo. Para que cese la publicidad no hace falta ningún motivo: use sus opciones.
other-hint-complaint = Alguien distinto mira qué salió mal.
other-details = ¿De qué se trata?
    .hint = Con sus propias palabras. No incluya lo que trate de otras personas.
other-do = Enviar
complain-link = Reclamar por cómo lo hemos llevado
complain-title = Reclamar sobre { $number }
complain-lead = Escriba qué salió mal. Lo mira y responde alguien distinto. También puede acudir a la autoridad en cualquier momento.

## Para el personal

asked-signed-in = Había iniciado sesión y escribió esto.
asked-wrote = Lo que escribió
asked-title-signed-in = Lo que escribió
asked-about = Se refiere a
morning-unread = Mensajes que nadie ha leído
morning-unread-since = desde { $when }
morning-ratings = Lo que la gente pensó de sus respuestas
morning-ratings-none = Nadie lo ha dicho en los últimos 90 días.
morning-score = Respuesta
morning-score-count = Veces
