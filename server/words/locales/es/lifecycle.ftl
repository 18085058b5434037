### El curso de una solicitud: qué espera, qué se negó, tasas, unión, recordatorios, cartas.

right-consent-withdrawal = Retirada del permiso
right-appeal = Revisión de la respuesta
ask-right-consent-withdrawal = Retirar un permiso que les di
ask-right-appeal = Que alguien vuelva a mirar su respuesta
other-hint-consent-withdrawal = Diga qué nos había permitido. Dejamos de hacerlo, como si no lo hubiera hecho.
other-hint-appeal = Otra persona distinta mira nuestra respuesta.
other-hint-no = No necesita ningún motivo. Vale en cuanto lo envía.
ask-no-direct-marketing = Que no me envíen publicidad
ask-no-sale-or-sharing = Que no vendan ni compartan mis datos
ask-no-sensitive-data = Que no usen lo que es delicado sobre mí
ask-no-automated-decisions = Que ninguna máquina decida sola sobre mí
appeal-link = Pedir que volvamos a mirar esta respuesta
appeal-title = Volver a mirar { $number }
appeal-lead = Escriba qué le parece mal en nuestra respuesta. Otra persona distinta la mira y le contesta. También puede acudir a la autoridad en cualquier momento.

no-to-direct-marketing = Sin publicidad
no-to-sale-or-sharing = Sin vender ni compartir los datos
no-to-sensitive-data = Sin usar lo que es delicado
no-to-automated-decisions = Sin decisiones de una máquina sola
no-holds = Su no vale desde el momento en que lo envió:
sent-no = Su no vale desde ahora. Lo estamos diciendo a nuestros sistemas:
sent-no-done = Su no vale y nuestros sistemas lo saben:
sent-no-left = No hay nada que confirmar. Lo que ya está impreso o en camino todavía puede llegarle.
outcome-in-full-opt-out = Nuestros sistemas saben que dijo que no.
outcome-in-full-objection = Ya no usamos sus datos para esto.
outcome-in-full-consent-withdrawal = Lo que nos había permitido ha terminado.
outcome-nothing-held-opt-out = No encontramos nada con lo que nos dio. Recordamos su no, y vale si algún día le conocemos por ello.
outcome-nothing-held-objection = No encontramos nada con lo que nos dio. Recordamos su no, y vale si algún día le conocemos por ello.
choices-how-request = dicho en una solicitud

request-state-joined = Sigue en otra solicitud
request-next-joined = Seguimos con la otra solicitud. No se pierde nada.
request-waits-identity = Le esperamos: muéstrenos quién es. Hasta entonces el plazo está parado.
request-waits-scope = Le esperamos: díganos a qué se refiere. Hasta entonces el plazo está parado.
request-waits-fee = Esperamos la tasa, o que retire la solicitud. Hasta entonces el plazo está parado.
request-waits-now-identity = A la espera de que muestre quién es
request-waits-now-scope = A la espera de que diga a qué se refiere
request-waits-now-fee = A la espera de la tasa

story-acknowledged = Confirmamos que la tenemos
story-refused-in-part = Se negó una parte
story-prepared = Escribimos qué se va a cambiar
story-fee-asked = Pedimos una tasa
story-fee-paid = Llegó la tasa
story-fee-waived = Ya no pedimos la tasa
story-joined = Cerrada, porque otra solicitud pide lo mismo
story-joined-by = Sigue también por otra solicitud
story-sampled = La mira una persona
story-due = Tendrá una respuesta como tarde el { $date }.
extension-complexity = Su solicitud es compleja.
extension-number = Ha hecho muchas solicitudes.
pause-identity = Tenemos que estar seguros de quién pide.
pause-scope = Tenemos mucho y necesitamos saber a qué se refiere.
pause-fee = Se pidió una tasa.

denied-stays = Qué se queda
denied-purpose = Para qué
denied-until = Hasta
parts-title = Lo que no pudimos hacer
remedy-again = Si cree que está mal, puede pedirnos que lo volvamos a mirar. Lo hace otra persona distinta.
remedy-again-until = Si cree que está mal, puede pedirnos hasta el { $day } que lo volvamos a mirar. Lo hace otra persona distinta.
remedy-court = También puede acudir a los tribunales.

fee-title = Pedimos una tasa
fee-open = La tasa es de { $amount }. No se ha cobrado nada.
fee-not = Si no quiere pagar, puede retirar la solicitud, pedir menos o reclamar.
fee-paid = Llegó la tasa de { $amount }.
fee-waived = Se pidió una tasa y luego se dejó.

asked-already = Ya lo ha pedido
    .here = En este navegador pidió esto: { $right }, { $number }. Si quiere añadir algo, escríbanos con ese número. También puede pedir de nuevo abajo.
asked-add = Añadir algo a { $number }
asked-anew = Pedir de nuevo de todos modos
asked-anew-below = También puede pedir de nuevo abajo.
same-title = Ya había pedido lo mismo
same-line = Sigue abierta, y su plazo empezó antes:
same-do = Cerrar esta y seguir con { $number }

lives = ¿Dónde vive?
    .hint = De ello depende qué ley vale para usted.
lives-elsewhere = En otro lugar
lives-title = Dónde vive
lives-line = De ello depende qué ley vale para lo que pida desde ahora.
lives-do = Recordarlo
place-us-ca = California
place-gb = Reino Unido

staff-stage-joined = Unida a otra
staff-due-stands = el plazo está parado
staff-count-sampled = para revisar
queue-sampled = Elegida para revisar
queue-sampled-any = Da igual
queue-sampled-yes = Solo esas
queue-sampled-no = Todas las demás
queue-sort = Ordenada por
queue-sort-due = La fecha legal
queue-sort-inner = Nuestra propia fecha
morning-reminded = Recordado desde ayer
reminder-acknowledge = Hay que confirmar la recepción
reminder-inner = Queríamos haber terminado
reminder-before = La respuesta vence pronto
reminder-due = La respuesta vence hoy
reminder-late = La respuesta va tarde

tale-acknowledged = Recepción confirmada
tale-refused-in-part = Negada en parte
tale-prepared = Corrección escrita
tale-fee-asked = Tasa pedida
tale-fee-paid = Llegó la tasa
tale-fee-waived = Tasa dejada
tale-joined = Cerrada en favor de otra
tale-joined-by = Sigue también por otra
tale-sampled = Elegida para que la revise una persona
tale-due = Respuesta como tarde el { $date }.
sampled-title = Una regla la habría aprobado
sampled-line = Le corresponde la regla «{ $rule }». Se eligió para que una persona vea lo que la regla deja pasar. Decida como lo haría sin la regla.
by-letter-title = Ningún correo llega a esta persona
by-letter-line = Lo que se le dice hay que enviarlo por correo postal. Las cartas están abajo.
unprepared-title = Nadie ha escrito qué hay que cambiar
unprepared-line = Se pidió con palabras. Se puede aprobar cuando diga qué campo pasa a ser qué. También se puede hacer a mano en el sistema y luego responder.
staff-no-title = Se cumple por sí sola
staff-no-line = No necesita prueba ni decisión, y no se puede negar.
burden-title = Por qué la tenemos por infundada o excesiva
staff-fee-title = Tasa
staff-fee-open = Se pidieron { $amount }. No se hace nada hasta que llegue o se deje.
fee-paid-do = Llegó la tasa
fee-waive-do = Dejar la tasa
staff-parts-title = Negada en parte
acknowledge-line = Hay que confirmar la recepción como tarde el { $day }. No se pudo enviar ningún correo: envíe primero la carta.
acknowledge-do = La carta está enviada
letters-line = Cartas a la persona, en su idioma:
letter-kind-received = Recepción confirmada
letter-kind-identity = Mostrar quién es
letter-kind-scope = Decir a qué se refiere
letter-kind-fee = Se pide una tasa
letter-kind-extended = Hace falta más tiempo
letter-kind-answered = La respuesta
letter-kind-refused = La negativa
letter-kind-expired = Cerrada sin prueba
letter-print = Imprima esta página. Lo que ve encima de la carta no se imprime.
join-to-line = La misma persona pide lo mismo también aquí. Si se cierra esta no se pierde nada: la otra sigue por las dos.
join-to-do = Cerrar esta en favor de { $number }
ask-fee-title = Pedir una tasa
ask-fee-line = Con esto se avisa a la persona antes de cobrar nada. No se hace nada hasta que llegue la tasa o usted la deje.
ask-fee-amount = Cuánto
    .hint = Con su moneda: 25,00 EUR. No más de lo que les cuesta.
ask-fee-do = Pedir la tasa
refuse-burden = Por qué vale el motivo, para nuestro propio registro
    .hint = Hace falta para lo infundado o excesivo: la empresa tiene que poder demostrarlo. La persona no lo lee.
answer-outcome = ¿Cómo se respondió?
answer-outcome-in-full = Del todo: se hizo todo lo que se pidió
answer-outcome-in-part = En parte
answer-outcome-nothing-held = No consta nada sobre la persona
answer-part-line = Si es en parte: qué se negó y por qué.
part-title = Negar una parte
part-line = Lo que marque se queda como está. Lo demás se puede aprobar después. La persona lo lee con la respuesta.
part-do = Negar esta parte
part-places = Qué se queda
    .hint = Marque todo lo que se niega.
part-purpose = Para qué se sigue usando
    .none = Sin decir
part-until = Hasta cuándo se queda
part-secret = Quién puede saberlo
    .yes = Solo el personal. A la persona no se le dice nada de esta parte.
stuck-unprepared = Nadie ha escrito qué campo pasa a ser qué.

act-acknowledge = Confirmó la recepción
act-join = Unió una solicitud a otra
act-print-letter = Hizo una carta
act-refuse-part = Negó una parte de una solicitud
act-ask-fee = Pidió una tasa o la cerró
act-sample = Eligió una solicitud para revisar
act-remind = Recordó al personal una solicitud

cannot-absolute = Esto no se puede negar. Se hace en el acto.
cannot-not-prepared = Todavía no dice qué campo pasa a ser qué. Alguien tiene que escribirlo primero.
cannot-fee-open = Se pidió una tasa. Primero tiene que llegar o dejarse.
cannot-no-fee = La ley no conoce aquí ninguna tasa, o ya se pidió una.
cannot-no-fee-open = No hay ninguna tasa abierta.
cannot-no-acknowledgement = No hay nada que confirmar.
cannot-not-the-same = Estas dos no se pueden unir: piden cosas distintas, o una de ellas está terminada.
problem-hangs-on-others = Esto no puede quedarse solo: depende de registros que se van. Márquelos también.

letter-subject = Su solicitud { $number }: { $right }
letter-received =
    Recibimos su solicitud el { $received }. Tendrá una respuesta como tarde el { $day }.

    Antes de entregar, cambiar o borrar nada comprobamos que usted es quien dice. Para ello no pedimos nada que no tengamos ya. Después miramos en todos nuestros sistemas y le escribimos.
letter-identity =
    Antes de seguir con su solicitud del { $received } tenemos que estar seguros de que es usted quien pide. Hasta que lo muestre, el plazo de nuestra respuesta está parado.

    Llámenos o escríbanos y acordamos cómo puede mostrarlo. No necesitamos ninguna copia de un documento de identidad.
letter-scope =
    Tenemos mucho sobre usted. Para responder a su solicitud del { $received } necesitamos saber a qué se refiere: qué asuntos o qué tiempo.

    Escríbanos. Hasta entonces el plazo de nuestra respuesta está parado. Si lo quiere todo, dígalo.
letter-fee =
    Nos envió su solicitud el { $received }. Por lo que pide podemos pedir una tasa, y se lo decimos antes de cobrar nada.
letter-extended =
    Necesitamos más tiempo para su solicitud del { $received }. Tendrá una respuesta como tarde el { $day }. Los motivos:
letter-answered =
    Esta es nuestra respuesta a su solicitud del { $received }.
letter-refused =
    Hemos mirado su solicitud del { $received } y no podemos hacerlo. El motivo:
letter-expired =
    Nos envió una solicitud el { $received }. Hasta el { $day } nadie nos mostró quién pedía, y solo entregamos, cambiamos y borramos datos para la persona de quien son. Por eso la hemos cerrado.

    Sin mostrar quién es todavía puede decir que no: a la publicidad, a que se vendan o compartan sus datos, a que se use lo que es delicado. Qué clases de datos tenemos, por qué, de dónde, quién los recibe y hasta cuándo, lo decimos a cualquiera que pregunte.

    Puede pedir de nuevo en cualquier momento.
letter-close =
    Si tiene una pregunta, escriba a { $email } con el número { $number }. Puede seguir su solicitud en { $home }.

    { $company }
letter-stays = Qué se queda: { $what }.
letter-purpose = Para qué se sigue usando: { $what }.
letter-until = Se queda hasta el { $date }.

mail-request-acknowledged =
    Tenemos su solicitud: { $right }. Su número es { $number }. Tendrá una respuesta como tarde el { $day }.

    Así sigue: comprobamos que usted es quien dice, con lo que ya tenemos. Después miramos en todos nuestros sistemas, hacemos lo que pide, o le decimos por qué no podemos, y le escribimos.

    Si no fue usted quien pidió, escríbanos; cómo llegar a nosotros está en la primera página: { $home }
    .subject = Tenemos su solicitud { $number }
mail-said-no =
    Tenemos su no: { $right }. Su número es { $number }. Vale desde ahora, y nuestros sistemas lo saben como tarde el { $day }.

    No tiene que hacer nada, y no hay nada que confirmar. Lo que ya está impreso o en camino todavía puede llegarle.
    .subject = Su no vale ({ $number })
mail-said-no-done =
    Dijo que no ({ $right }, { $number }), y está hecho. Donde le conocemos, nuestros sistemas lo han tomado. Donde no, lo recordamos para el día en que le conozcamos.
    .subject = Su no está cumplido ({ $number })
mail-request-fee =
    Por su solicitud { $number } ({ $right }) tendríamos que pedir una tasa. No se ha cobrado nada. Cuánto es, por qué y qué otra cosa puede hacer está aquí:

    { $home }/requests/{ $number }
    .subject = Una tasa por su solicitud { $number }
mail-request-joined =
    Su solicitud { $number } ({ $right }) pide lo mismo que otra suya. La hemos cerrado y seguimos con la otra, cuyo plazo empezó antes. Ve las dos aquí:

    { $home }/requests
    .subject = Su solicitud { $number } sigue en otra
mail-remind-acknowledge =
    Hay que confirmar la recepción de { $number } ({ $right }) como tarde el { $day }. No se pudo enviar ningún correo a la persona: imprima la carta y envíela.

    { $home }/staff/requests/{ $number }
    .subject = { $number }: confirmar la recepción como tarde el { $day }
mail-remind-inner =
    Queremos terminar hoy con { $number } ({ $right }). Por ley la respuesta vence el { $day }.

    { $home }/staff/requests/{ $number }
    .subject = { $number }: hoy es nuestra propia fecha
mail-remind-before =
    La respuesta a { $number } ({ $right }) vence el { $day }.

    { $home }/staff/requests/{ $number }
    .subject = { $number }: vence el { $day }
mail-remind-due =
    La respuesta a { $number } ({ $right }) vence hoy, { $day }.

    { $home }/staff/requests/{ $number }
    .subject = { $number }: vence hoy
mail-remind-late =
    La respuesta a { $number } ({ $right }) vencía el { $day } y va tarde. Respóndala y diga a la persona por qué ha tardado tanto.

    { $home }/staff/requests/{ $number }
    .subject = { $number }: va tarde

due-fee-paid-on = El plazo empezó el { $date }, cuando llegó la tasa.
holiday-all-souls-day = el Día de Difuntos
holiday-christmas-eve = Nochebuena
holiday-constitution-day = el Día de la Constitución
holiday-corpus-christi = Corpus Christi
holiday-epiphany = Epifanía
holiday-europe-day = el Día de Europa
holiday-freedom-day = el Día de la Libertad
holiday-great-prayer-day = el Gran Día de Oración
holiday-kings-day = el Día del Rey
holiday-liberation-day = el Día de la Liberación
holiday-maundy-thursday = Jueves Santo
holiday-midsummer-day = San Juan
holiday-national-day = la fiesta nacional
holiday-new-years-eve = Nochevieja
holiday-public-holiday = un día festivo
holiday-republic-day = el Día de la República
holiday-second-of-january = el segundo día del año
holiday-second-of-may = el segundo día de mayo
holiday-statehood-day = el Día del Estado
refusal-transaction = Hace falta para lo que pidió, o para un contrato o una garantía con usted.
refusal-security = Hace falta para que sistemas y personas estén seguros.
refusal-debugging = Hace falta para encontrar y arreglar fallos.
refusal-research-with-consent = Hace falta para una investigación que usted aceptó.
refusal-expected-use = Se usa solo dentro de la empresa, de una manera que usted puede esperar.
