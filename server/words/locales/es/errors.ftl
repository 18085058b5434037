### Qué va mal, y qué se puede hacer.

not-found = Aquí no hay ninguna página
    .line = Puede que la dirección esté mal escrita, o que la página sea de otra persona y no se muestre.
    .do = Ir a la primera página
trouble = Lo sentimos: hay un problema con el servicio
    .line = No se ha hecho nada con lo que envió. Inténtelo de nuevo dentro de unos minutos.
    .do = Ir a la primera página
trouble-origin = Esto no se envió desde una página nuestra, así que no se ha hecho nada. Abra la página aquí y envíelo otra vez.

unavailable-title = Uno de nuestros sistemas no responde
unavailable-line = { $count ->
        [one] Nuestro sistema { $systems } no responde
       *[other] Nuestros sistemas { $systems } no responden
    }. No se ha hecho nada. Inténtelo de nuevo dentro de unos minutos.
wait-title = Espere un poco
wait-line = Han sido demasiadas veces seguidas. Puede intentarlo otra vez dentro de { $seconds ->
        [one] un segundo.
       *[other] { $seconds } segundos.
    }
conflict-title = Esto ha cambiado
conflict-line = Alguien lo cambió mientras usted lo miraba, y no se ha hecho nada. Ahora está así. Mírelo otra vez antes de decidir.

## Por qué no se pudo preguntar a un sistema, después de su nombre

missing-not-connected = aún no está conectado, así que no hemos podido buscar en él.
missing-unreachable = no responde en este momento.
missing-timed-out = ha tardado demasiado en responder.
missing-faulty = no se ha podido consultar. Nuestros técnicos pueden ver por qué.

## Qué le pasa a una respuesta. Un atributo es el nombre del campo en el que se dice.

problem-wrong-sign-in = La dirección y la contraseña no van juntas. Revise las dos.
problem-not-from-here = Hubo demasiados intentos fallidos. Use un navegador en el que ya haya iniciado sesión, elija una contraseña nueva con un código por correo, o vuelva dentro de un día.
problem-wrong-password = Esa no es su contraseña. Escríbala otra vez.
problem-short-password = Elija una contraseña de al menos { $limit } caracteres.
problem-same-password = Esa es la contraseña que ya tiene. Elija otra.
problem-common-password = Esta contraseña se adivina con facilidad. Elija otra, por ejemplo cuatro palabras que no tengan nada que ver entre sí ni con usted.
problem-missing = Escriba una respuesta.
    .areas = Marque lo que quiere o escriba un día.
    .email = Escriba su dirección de correo.
    .password = Escriba su contraseña.
    .name = Escriba su nombre.
    .new = Escriba lo que debe constar.
    .ground = Elija un motivo.
    .note = Escriba una nota para la persona.
    .message = Escriba su mensaje.
    .details = Escriba de qué se trata.
    .remark = Escriba una nota.
    .received = Escriba el día en que llegó.
    .person = Escriba el nombre: no se sabe otra cosa.
    .acting = Escriba quién actúa por ella.
    .postal = Escriba adónde va la carta.
    .disputed = Elija sobre qué es la corrección.
    .said = Escriba lo que dice.
    .seen = Marque lo que ha visto.
    .reason = Diga por qué.
    .why = Elija un motivo.
    .reasons = Marque por qué hace falta más tiempo.
    .outcome = Elija cómo se respondió.
    .places = Marque qué se queda.
    .amount = Escriba cuánto, con su moneda: 25,00 EUR.
    .burden = Escriba por qué vale el motivo.
    .part-burden = Escriba por qué vale el motivo.
    .fee-burden = Escriba por qué vale el motivo.
    .part-ground = Elija un motivo.
    .fee-ground = Elija un motivo.
    .part-note = Escriba una nota para la persona.
    .fee-note = Escriba una nota para la persona.
    .code = Escriba el código.
    .letter = Escriba el código de la carta.
    .value = Escriba la dirección o el número.
problem-unchanged = Esto es lo que ya consta. Escriba lo que debe constar.
problem-too-long = Use como mucho { $limit } caracteres.
problem-unprintable = Contiene caracteres que nadie puede ver. Escríbalo de nuevo.
problem-not-an-email = Escriba una dirección de correo como nombre@example.org.
problem-not-a-phone = Escriba un número de teléfono como +353 1 234 5678.
problem-not-a-date = Escriba una fecha como 1985-03-27: año, mes y día.
problem-not-a-postcode = Escriba un código postal solo con letras, cifras, espacios o guiones.
problem-not-confirmed = Marque la casilla si quiere hacerlo.
problem-not-on-offer = Elija una de las respuestas que se ofrecen.
    .right = Elija lo que quiere.
    .score = Elija una de las cinco respuestas.
    .wanted = Elija qué quiere la persona.
    .channel = Elija cómo llegó.
    .field = Esto no se puede preguntar. Elija otra cosa.
    .contact = Para esto no se puede enviar un código.
    .lives = Elija uno de los lugares que se ofrecen.
    .secret = Solo en los borrados se puede callar a la persona.

## Lo que las normas no permiten

cannot-title = Ahora no se puede hacer
cannot-stage = La solicitud ha avanzado, así que esto ya no es posible. Mire en qué punto está.
cannot-four-eyes = Usted introdujo esta solicitud o comprobó quién la hace. Tiene que aprobarla otra persona.
cannot-weak-proof = Lo que sabemos de quien lo pide no basta para este derecho.
cannot-no-plan = Una supresión se aprueba junto con su plan. Vuelva a cargar la página para ver el plan.
cannot-hold = Espera hasta el { $day }, para que la persona pueda cambiar de idea.
cannot-paused = El plazo está detenido. Antes tiene que volver a correr.
cannot-not-paused = El plazo ya está corriendo.
cannot-no-pause = Aquí la ley no permite detener el plazo.
cannot-no-extension = Aquí la ley no da más tiempo, o ya se tomó.
cannot-too-late = El primer plazo terminó el { $day }. Ya no se puede ampliar.
cannot-too-early = Hay tiempo hasta el { $day } para demostrar quién lo pide.
cannot-no-reason = Dé un motivo. La persona tiene derecho a conocerlo.
cannot-unknown-ground = La ley no conoce ese motivo para este derecho. Elija otro.
cannot-no-rules = Faltan las normas de esta solicitud. Una persona administradora tiene que reponerlas.
cannot-mailbox-only = Hasta ahora ha mostrado que lee este buzón, y quizá otra persona también pueda. Por eso ve un resumen hasta el { $day }. Después lo ve todo. Con un código que le enviamos por carta va más rápido: escríbanos.

problem-file-kind = Elija un archivo PDF, PNG o JPEG. El contenido de este no es lo que dice su nombre, o es de otro tipo.
problem-file-not-scanned = Ahora no podemos revisar archivos, así que no lo hemos aceptado. Inténtelo dentro de unos minutos, o envíe la corrección sin él.
problem-file-quota = Ya hay aquí muchos archivos suyos en espera. Espere a que respondamos y entregue entonces este.
problem-file-too-large = Elija un archivo de { $limit } MB como mucho. Una fotografía se puede enviar en un tamaño menor.
problem-file-too-many = Entregue como mucho { $limit } archivos. Quite antes uno.
problem-file-unsafe = Nuestro programa de revisión dice que este archivo puede dañar ordenadores, así que no lo hemos aceptado. Elija otro.
problem-somebody-elses = Otra persona ha mostrado que esto es suyo. Escríbanos si es de usted.
problem-wrong-code = Ese código no es correcto. Revíselo o pida que le enviemos otro.
problem-before-start = El último día es anterior al primero. Cambie uno de los dos.
