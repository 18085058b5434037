### Informes, textos preparados, entregar a otra persona: el trabajo de la oficina.

nav-reports = Informes
reports-title = Informes
reports-from = Desde
    .hint = Como 2026-03-05. Si queda vacío: el último año.
reports-to = Hasta
reports-days = No son dos días, o el último es anterior al primero. Escriba días como 2026-03-05.
reports-period = Del { $from } al { $to }.
reports-none = En estos días no llegó nada ni terminó nada.
reports-gdpr = Cómo se usaron los derechos
    .line = Recibidas: las que llegaron entre los dos días. El resto: las que terminaron entre ellos. Los días corren desde que llegó la solicitud. Con esto la empresa puede mostrar cómo cumple los art. 5.2 y 12 del RGPD.
reports-received = Recibidas
reports-in-full = Por completo
reports-in-part = En parte
reports-nothing = No había nada
reports-refused = Denegadas
reports-withdrawn = Retiradas
reports-expired = Nunca comprobadas
reports-median = Mediana de días
reports-mean = Media de días
reports-late = Con retraso
reports-extended = Con más tiempo
reports-grounds = Denegadas, por motivo
reports-levels = Plazos cumplidos
    .line = De lo respondido o denegado: cuánto dentro del plazo legal y cuánto en el día anterior que la empresa se marca. Las abiertas se cuentan hoy.
reports-decided = Respondidas o denegadas
reports-on-time = En el plazo legal
reports-own-days = En nuestro propio plazo
reports-open = Abiertas hoy
reports-open-late = Con retraso hoy
reports-california = California (EE. UU.)
    .line = Las cifras de 11 CCR §7102(a). «Denegadas» cuenta lo que se denegó y lo que nadie comprobó. Las elecciones hechas en la página o con la señal del navegador cuentan como solicitudes de exclusión o de límite; valen desde que se hacen y no tienen días.
reports-california-delete = Solicitudes de eliminación
reports-california-correct = Solicitudes de corrección
reports-california-know = Solicitudes de acceso
reports-california-opt-out = Solicitudes contra la venta o cesión
reports-california-limit = Solicitudes de límite de datos sensibles
reports-kind = Solicitud
reports-whole = Atendidas por completo
reports-denied = Sin atender
reports-no-days = –

templates-title = Textos para mensajes
templates-line = Se escriben una vez y los usa todo el equipo. Aquí no va nada sobre una persona.
templates-hint = Lo que está entre llaves se rellena: { $places }. Nada más puede estar ahí.
templates-name = Nombre
templates-en = En inglés
templates-es = En español
templates-texts = Texto
templates-new = Escribir uno nuevo
templates-edit = Cambiar este
templates-check = Ver cómo se lee
templates-keep = Guardarlo
templates-reads = Así se lee
templates-there = En uso
templates-none = Todavía no hay.
    .line = Los escribe aquí quien decide. Después están junto a cada mensaje a una persona.
templates-change = Cambiar
templates-drop = Dejar de usar
act-write-template = Escribió un texto para mensajes
act-see-reports = Se llevó un informe
problem-unknown-place = Nadie puede rellenar «{ $name }». Use solo los lugares que se nombran sobre el cuadro.
message-template = Textos preparados
    .do = Ponerlo

handle-hand = Entregarla a otra persona
    .do = Entregarla
handle-team =
    .do = Darla a este equipo
handle-no-team = Ningún equipo
approve-title = Aprobar: { $right } { $number }
approve-not-now = Ahora no puede aprobar esta. Su página dice por qué.
stuck-retry = Intentar otra vez { $reference }
morning-rated = Respuestas con la opinión: { $score }
duplicate-note = Ya nos pidió lo mismo antes. Respondemos a aquella solicitud; su número es { $number }. No pierde nada a lo que tenga derecho: todo lo que pedía esta está en la respuesta a aquella.

bulk-picked = { $count ->
        [one] Hay una solicitud elegida.
       *[other] Hay { $count } solicitudes elegidas.
    }
bulk-to = Colega
bulk-template = Textos preparados
bulk-reads = Lo que lee cada persona
bulk-will-assign = { $count ->
        [one] Desde ahora esta solicitud está a cargo de su colega.
       *[other] Desde ahora estas { $count } solicitudes están a cargo de su colega.
    }
bulk-will-team = { $count ->
        [one] Esta solicitud cambia de equipo.
       *[other] Estas { $count } solicitudes cambian de equipo.
    }
bulk-will-message = { $count ->
        [one] Se escribe a esta persona y se le avisa por correo de que hay un mensaje.
       *[other] Se escribe a estas { $count } personas y se les avisa por correo de que hay un mensaje.
    }
bulk-will-duplicate = { $count ->
        [one] Esta solicitud se deniega, porque ya se pidió lo mismo. Se dice a la persona cuál cuenta.
       *[other] Estas { $count } solicitudes se deniegan, porque ya se pidió lo mismo. Se dice a cada persona cuál cuenta.
    }
bulk-do-assign = { $count ->
        [one] Entregarla
       *[other] Entregar { $count }
    }
bulk-do-team = { $count ->
        [one] Cambiar su equipo
       *[other] Cambiar el equipo de { $count }
    }
bulk-do-message = { $count ->
        [one] Enviarlo
       *[other] Enviar { $count } mensajes
    }
bulk-do-duplicate = { $count ->
        [one] Denegarla
       *[other] Denegar { $count }
    }
bulk-fault-not-there = No está disponible para usted, o para quien eligió.
bulk-fault-changed = Alguien la cambió mientras tanto.
bulk-fault-no-other = La misma persona no pidió antes lo mismo.
bulk-fault-not-reached = Nadie ha mostrado todavía que la dirección es suya: el mensaje no llegaría a nadie.
bulk-fault-failed = Falló. Nada cambió; el registro técnico dice por qué.

inside-title = Entre nosotros
inside-page = Entre nosotros: { $number }
inside-line = Para todo el equipo. La persona no tiene ninguna página con esto, pero puede pedirlo un día: escriba lo que le diría.
inside-none = Todavía nada.
inside-write = Añadir una tarea, una nota o un archivo
inside-tasks = Por hacer
inside-remarks = Notas
inside-files = Archivos
inside-task = Algo que hacer
    .hint = Una línea: «Pedir al almacén la lista de marzo».
    .do = Añadirla
inside-remark = Una nota
inside-file = Un archivo
    .do = Guardarlo aquí
inside-done = Hecha
inside-again = Hacerla otra vez
inside-by = de { $who }.
inside-done-by = Hecha por { $who }, { $at }

prepare-title = Anotar una corrección: { $number }
prepare-line = Para alguien que no puede hacerlo en la página. Todavía no se escribe nada en un sistema: primero otra persona del equipo mira lo viejo y lo nuevo, y después se autoriza. Se avisa a la persona.
prepare-none = No se encuentra nada que se pueda corregir con lo que se conoce de la persona.
prepare-what = Qué está mal
    .hint = Lo que pone ahora no se muestra aquí.
prepare-new = Qué debería poner
prepare-reason = Por qué, con sus palabras
prepare-evidence = Lo que muestra que es así
prepare-do = Anotarla
prepare-by = Anotada por { $who }
prepare-checked = Mirada por { $who }: lo viejo y lo nuevo son correctos.
prepare-waits = Espera a que otra persona del equipo mire lo viejo y lo nuevo.
prepare-look = Compare lo viejo y lo nuevo con lo que la persona dijo y entregó.
    .do = La miré: lo viejo y lo nuevo son correctos
prepare-way = Anotar la corrección por la persona
prepare-again = Anotarla de nuevo
cannot-not-checked = Antes otra persona del equipo tiene que mirar lo viejo y lo nuevo.
act-prepare-correction = Anotó una corrección por alguien
act-check-correction = Miró una corrección que anotó otra persona
mail-desk-correction =
    Anotamos la corrección que usted pidió. Se mira antes de que cambie nada. Vea lo que dice, lo viejo y lo nuevo, en la página de su solicitud { $number }.

    Si no es lo que pidió, díganoslo: { $contact }.
    .subject = Su corrección { $number }

find-person = Esta persona: contacto, solicitudes, notas
stuck-on = Dónde se atascó
    .line = En los últimos 30 días. Lo que escribió no se guarda.
stuck-on-answers = { $count ->
        [one] Una vez no se pudo tomar una respuesta en
       *[other] { $count } veces no se pudo tomar una respuesta en
    }
stuck-on-proof = { $count ->
        [one] Una vez la contraseña o la segunda prueba no era correcta en
       *[other] { $count } veces la contraseña o la segunda prueba no era correcta en
    }
stuck-on-code = { $count ->
        [one] Se envió un código y nunca se escribió:
       *[other] Se enviaron { $count } códigos y nunca se escribieron:
    }
twins-title = Quizá la misma persona
twins-line = Al lado de cada una está lo que ambas tienen en común. Nada se une solo, y lo que se une se puede volver a separar.
twins-nameless = alguien sin dirección
twins-record = el mismo registro en nuestros sistemas
twins-merged = La misma persona, según quien decide.
twins-join = Son una sola persona
twins-part = Son dos personas
act-merge-people = Dijo que dos personas son una, o lo retiró

inbound-empty = Llegó un correo sin palabras.
inbound-left = { $count ->
        [one] No se tomó un archivo del correo: no es PDF, PNG ni JPEG, es demasiado grande, o el analizador lo rechazó.
       *[other] No se tomaron { $count } archivos del correo: no son PDF, PNG ni JPEG, son demasiado grandes, o el analizador los rechazó.
    }
