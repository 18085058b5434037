### La atención: solicitudes tomadas para alguien, comprobar quién pide, llevar una solicitud.

nav-intake = Tomar una solicitud
nav-find = Buscar a una persona

intake-title = Tomar una solicitud para alguien
intake-line = Anote lo que le han dicho y nada más. El plazo de respuesta corre desde el día en que llegó de verdad.
intake-choose = Elija
intake-right = Qué quiere
intake-channel = Cómo llegó
intake-received = El día en que llegó
    .hint = Por ejemplo 2026-03-05. Para una carta: el día en que llegó, no el día en que la abrió.
intake-kind = La conocemos por
intake-value-hint = Exactamente como lo dice. Déjelo vacío si no lo sabe; entonces anote el nombre.
intake-name = Nombre de la persona
    .hint = Hace falta cuando no se sabe otra cosa.
intake-acting = Quién actúa por ella
    .hint = Solo cuando habla otra persona: un representante, un tutor, un albacea.
intake-disputed = Sobre qué es una corrección
    .hint = Así nunca se usa para comprobar quién pide.
    .none = No es una corrección
    .other = Otra cosa
intake-details = De qué se trata, en sus palabras
intake-language = Lee en
intake-needs = Qué se lo hace más fácil
    .hint = Letra grande, hablar despacio, una lengua de signos. Solo lo que le diga.
intake-post = Respuesta por correo postal
    .yes = Quiere la respuesta por correo postal
    .hidden = Por correo postal. La dirección está oculta.
intake-postal = Adónde va la carta
intake-careful = Con qué debemos tener cuidado
    .hint = Se muestra lo primero en cada página de esta persona, y los mensajes lo respetan.
intake-check = Ver qué resulta
intake-due = La respuesta vence
intake-known = Conocida: { $person }
    .nameless = Conocida
intake-unknown = No es conocida. Con esto no se encuentra nada hasta que compruebe quién pide.
intake-open = Hay solicitudes abiertas de lo mismo
    .line = Puede ser una de estas. Nada se une por sí solo: mire primero y decida después si esta es nueva.
intake-do = Introducir la solicitud
intake-edit = Cambiar algo
came-in-title = Cómo llegó

channel-phone = Por teléfono
channel-letter = Por carta
channel-e-mail = Por correo electrónico
channel-counter = En el mostrador
channel-agent = Alguien actúa por ella, con permiso
channel-guardian = Un padre, una madre o un tutor actúa por ella
channel-executor = Ha fallecido; pide un albacea

careful-title = Tenga cuidado al contactar con esta persona
careful-short = con cuidado
careful-hidden-address = Nadie debe saber dónde vive
careful-no-calls = No llame ni envíe mensajes de texto
careful-no-mail = No escriba a su buzón electrónico

evidence-answers = Respuestas que coinciden con lo que tenemos
evidence-code = Un código enviado a una dirección que tenemos desde hace tiempo
evidence-posted-code = Un código enviado por carta a la dirección que tenemos
evidence-document = Un documento de identidad, visto y no copiado
evidence-permission = Un permiso firmado por la persona
evidence-confirmed = La persona nos dijo que este representante puede actuar
evidence-guardian-paper = Un documento sobre la patria potestad o la tutela
evidence-death-certificate = Un certificado de defunción
evidence-executor-paper = Un documento que acredita al albacea

handle-title = En camino
handle-person = Esta persona: contacto, solicitudes, notas
handle-assign = Hacerme cargo
handle-give-back = Devolverla
handle-who = Comprobar quién pide
handle-start = Empezar a comprobar quién pide
handle-resume = Dejar correr el plazo otra vez
handle-why = Qué esperamos
handle-pause = Parar el plazo
    .do = Parar el plazo
handle-pause-identity = Hemos pedido una prueba de quién es, porque lo dudamos
handle-pause-scope = Tenemos mucho y hemos preguntado qué quiere decir
handle-extend = Tomar más tiempo
    .do = Tomar más tiempo
handle-reasons = Por qué hace falta más tiempo
    .hint = Se dice a la persona, y hasta cuándo.
handle-extend-complexity = La solicitud es compleja
handle-extend-number = Ha hecho muchas solicitudes
handle-none = Aquí no hay nada que hacer ahora.
meanwhile-title = Esto ocurrió mientras la miraba

who-title = Quién pide: { $number }
who-may-ask = Qué puede pedir usted
    .line = Esto y nada más. No copie ningún documento.
who-nothing = Nada. Para esto la ley no quiere ninguna prueba.
who-head-what = Qué
who-head-law = Según qué ley
who-head-shown = Mostrado
who-head-answer = Respuesta
who-shown = Sí
who-not-shown = Todavía no
who-seen = Lo que ha visto usted
    .hint = Mírelo y devuélvalo. No guarde copia.
    .do = Anotarlo
who-answers = Lo que sabe
    .line = Escriba lo que dice. Usted ve si coincide, nunca lo que tenemos. Coinciden: { $agreed }. Hacen falta: { $needed }.
who-closed = Demasiadas respuestas no coincidieron. Para esta solicitud no se comparan más. Siga con una carta o con documentos.
who-not-asked = Sin preguntar
who-match = Coincide.
who-no-match = No coincide.
who-field = Pregunte por
who-said = Lo que dice
    .hint = Los espacios y las mayúsculas no importan. Una fecha como 27 3 1985.
    .do = Comparar
who-code = Un código a una dirección que tenemos desde hace tiempo
    .line = Para este derecho no bastan las respuestas. Envíe un código y pida que se lo lea.
    .post = Una copia o un borrado necesitan un código por correo postal, o respuestas que coincidan y después un código por correo electrónico. Tome aquí el código que llegó en la carta.
    .sent = Se ha enviado un código. Vale diez minutos.
    .do = Enviar un código
    .given = El código que le lee
    .hint = Del mensaje o de la carta.
    .give = Tomar el código
who-letter = ¿Ahora no puede leer su correo? El operador escribe un código para una carta con «habeas customer letter». Vale 30 días.
who-held = Una dirección o un número de esta persona cambió hace poco. Nada se entrega ni se borra antes del { $day }, y la dirección anterior ha sido avisada o lo será.
who-enough = Es suficiente
    .line = Declare que la persona es quien dice ser. Otra persona decide sobre la solicitud.
    .do = Está comprobado quién pide
who-done = Ya se comprobó quién pide, o está cerrada.

problem-in-future = Ese día todavía no ha llegado. Escriba el día en que llegó.
problem-long-ago = Ese día fue hace más de tres años. Mire otra vez el año.
problem-no-more-tries = Esto se ha intentado bastantes veces. Pregunte otra cosa o siga con una carta.
problem-careful = Nos pidió que no escribamos a su buzón. Siga con una carta o en el mostrador.
problem-no-contact = No tenemos ninguna dirección a la que pueda ir un código. Siga con una carta.
problem-answers-first = Primero tienen que coincidir suficientes respuestas.
cannot-recent-contact = Una dirección o un número de esta persona cambió hace poco. Esto espera hasta el { $day }, y la dirección anterior ha sido avisada.
cannot-not-shown = Todavía no se ha mostrado quién pide. Mire qué falta.

mail-desk-entered =
    Hemos tomado una solicitud en su nombre: { $right }. Su número es { $number }. Tendrá una respuesta antes del { $day }.

    Si no fue usted quien pidió, díganoslo enseguida: { $contact }. Nada se entrega, cambia ni borra antes de comprobar quién pide.
    .subject = Su solicitud { $number }
mail-desk-code =
    Alguien, seguramente usted, habla ahora con nosotros sobre esto: { $right }. Lea este código solo si fue usted quien se puso en contacto con nosotros:

    { $code }

    Vale { $minutes } minutos. Si no fue usted, no dé el código a nadie y díganoslo: { $contact }.
    .subject = Su código para { $company }
mail-desk-held =
    Alguien nos pide esto en su nombre: { $right } (número { $number }). Una dirección o un número suyo cambió hace poco, así que no ocurre nada antes del { $day }.

    Si fue usted, no haga nada. Si no fue usted, díganoslo enseguida: { $contact }.
    .subject = ¿Ha pedido usted esto? { $number }

person-title = Esta persona
person-contact = Por qué datos la conocemos
person-no-contact = No hay nada anotado por lo que sea conocida.
person-shown = Mostró que es suyo
person-said = Dice que es suyo, sin comprobar
person-why = Para qué lo necesita completo
    .hint = Se anota con su motivo, y la persona puede leerlo.
person-reveal = Mostrarlo completo
person-revealed = Completo, esta vez
person-open = Solicitudes abiertas
person-open-none = No hay ninguna.
person-recent = Solicitudes terminadas
person-recent-none = No hay ninguna.
person-notes = Notas
person-note = Una nota para quien siga
    .hint = Hechos que ayuden. La persona quizá la lea algún día.
    .do = Anotarla
person-noted = { $who }, { $at }
person-timeline = Qué ha ocurrido
person-nothing = Nada todavía.
person-what = Qué
person-allowed = Dijo que sí: { $choice }
person-denied = Dijo que no: { $choice }
person-choice-direct-marketing = noticias y ofertas
person-choice-sale-or-sharing = venta o cesión de sus datos
person-choice-automated-decisions = decisiones de máquinas
person-choice-sensitive-data = uso de datos sensibles
person-look = Miró: { $role }
person-look-revealed = Hizo mostrar completos los datos de contacto: { $role }
person-message-mail = Correo electrónico
person-message-sms = Mensaje de texto
person-message-is-queued = espera a ser enviado
person-message-is-sent = enviado
person-message-is-failed = no se pudo enviar
reveal-call-back = Pidió que la llamemos
reveal-post-answer = La respuesta va por correo postal
reveal-check-contact = Para ver si lo que tenemos es correcto
looks-revealed = Hizo mostrar completos sus datos de contacto: { $why }

act-note-evidence = Anotó qué documentos se mostraron
act-compare-answers = Comparó una respuesta
act-send-desk-code = Envió o tomó un código en la atención
act-see-person = Miró a una persona
act-reveal-contact = Hizo mostrar completos los datos de contacto
act-write-note = Anotó algo sobre una persona
act-tie-staff = Anotó como quién es cliente alguien del personal

evidence-declaration = Una declaración firmada de que son la persona, bajo pena de perjurio
script-title = Paso a paso
script-greet-copy = Quieren una copia. No diga nada de lo que tenemos, ni siquiera si los conocemos.
script-greet-correct = Quieren que se corrija algo. No lea en voz alta lo que pone ahora.
script-greet-delete = Quieren que se borre todo. No se puede deshacer: cada paso de abajo cuenta.
script-greet-other = Pregunte qué quieren. No diga nada de lo que tenemos.
script-papers = Mire los papeles que se nombran abajo y anote lo que vio.
script-answers = Haga preguntas hasta que coincidan { $needed } respuestas.
script-code = Envíe un código a una dirección que tenemos desde hace tiempo y pida que se lo lean. O haga enviar una carta.
script-post = Haga enviar un código por correo postal a la dirección que tenemos: «habeas customer letter». Tómelo cuando vuelvan con él.
script-end-copy = Declare que la comprobación está hecha. Otra persona deja hacer la copia.
script-end-correct = Declare que la comprobación está hecha. Otra persona mira la corrección.
script-end-delete = Declare que la comprobación está hecha. Otra persona mira lo que haría el borrado.
script-end-other = Declare que la comprobación está hecha. Otra persona responde.
script-done = Hecho
script-now = Ahora
script-later = Después
script-categories = Coincidieron dos respuestas. No basta para una copia, pero pueden oír qué clases de datos tenemos.
    .do = Mostrarme las clases
categories-title = Clases de datos, y nada más
categories-read = Puede leerles esto.
categories-none = No tenemos nada con lo que dieron.
categories-purposes = Los usamos para: { $purposes }.
categories-recipients = Una parte va a: { $recipients }.
categories-more = Para los datos mismos hay que mostrar más. La solicitud sigue abierta para eso.
