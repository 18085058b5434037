### Pedir sin cuenta.

ask-title = Pedirlo sin cuenta
ask-lead = Aquí puede usar todos sus derechos sin cuenta. Su solicitud cuenta desde el momento en que la envía.
    { $company } responde en el plazo de un mes.
ask-right = ¿Qué quiere?
ask-right-access = Ver lo que guardan sobre mí o recibir una copia
ask-right-rectification = Que corrijan algo
ask-right-erasure = Que supriman mis datos
ask-right-opt-out = Que no vendan ni compartan mis datos
ask-right-objection = Que dejen de usar mis datos para algo
ask-right-portability = Llevar mis datos a otra empresa
ask-right-restriction = Que no toquen mis datos mientras se aclara algo
ask-right-automated-decision-review = Que una persona revise una decisión de una máquina
ask-right-complaint = Presentar una queja
ask-email = Su dirección de correo
    .hint = La que conocemos, si puede ser.
    .reason = Allí enviamos un enlace, para ver que la dirección es suya, y la respuesta.
ask-name = Su nombre
    .reason = Nos ayuda a encontrarle. No hace falta.
ask-details = De qué se trata
    .hint = No escriba nada más privado de lo necesario. Ni contraseñas ni copias de documentos.
ask-proof = Antes de entregar, cambiar o suprimir algo comprobamos que usted es quien dice ser. No pedimos nada que no tengamos ya.
ask-do = Enviar la solicitud

sent-title = Tenemos su solicitud
sent-confirmed = Su solicitud está confirmada
sent-due = Recibirá una respuesta antes del { $day }. Guarde este número:
sent-left = Falta una cosa
    .line = Hemos enviado un mensaje a la dirección que nos dio. Abra el enlace que trae para mostrar que fue usted.
    .until = Si nadie lo hace hasta el { $day }, la solicitud se cierra y no se entrega, cambia ni suprime nada.
sent-none-came = Si no llega ningún mensaje
sent-staff = Ahora la miramos. Antes de entregar o suprimir algo, puede que alguien de la empresa le escriba para asegurarse de quién es usted.
sent-account = Si abre una cuenta con la misma dirección, encontrará allí esta solicitud y podrá seguirla.
    .do = Abrir una cuenta
sent-none = Aquí no hay ninguna solicitud
    .line = Esta página muestra lo que pidió en este navegador hace poco. El mensaje que le enviamos trae su número.
    .do = Pedirlo sin cuenta

confirm-asked-title = ¿Fue usted quien lo pidió?
confirm-asked-lead = Alguien hizo esta solicitud y dio su dirección.
confirm-asked-due = Respuesta antes del
confirm-asked-do = Sí, fui yo
confirm-asked-not = Si no fue usted, cierre esta página. Entonces no se hace nada.
link-used-title = Este enlace ya se usó, o es demasiado antiguo
link-used-lead = Si con él confirmó su solicitud, todo está bien: recibirá una respuesta antes del día que dice nuestro mensaje. Si no, pídalo otra vez.
