### Correos y mensajes de texto.

mail-foot = { $company }. Este mensaje lo envió una máquina desde { $home }. Nunca le escribimos ni llamamos para pedir una contraseña o un código.

mail-register-code =
    Quiere abrir una cuenta con { $company } para ver sus datos y decidir qué pasa con ellos. Escriba este código en la página en la que lo pidió:

    { $code }

    Vale { $minutes } minutos, y solo en ese navegador. Si no lo pidió usted, no haga nada: sin el código nadie puede abrir una cuenta con su dirección.
    .subject = Su código para { $company }
mail-register-known =
    Alguien, lo más probable es que usted, quiso abrir una cuenta con esta dirección. Ya hay una, así que no se envió ningún código. Inicie sesión con su contraseña:

    { $home }/sign-in

    Si ha olvidado la contraseña, elija aquí una nueva:

    { $home }/reset

    Si no fue usted, no haga nada. Nada ha cambiado.
    .subject = Ya tiene una cuenta con { $company }
mail-register-unknown =
    Alguien, lo más probable es que usted, quiso abrir una cuenta con esta dirección. En ninguno de nuestros sistemas hay nada con ella: no hay nada que mostrar, y no se envió ningún código.

    Si le conocemos con otra dirección, use esa. Si ha recibido una carta nuestra con un código, use el código. Si cree que guardamos algo sobre usted, pídalo sin cuenta:

    { $home }/ask

    Si no fue usted, no haga nada.
    .subject = No conocemos nada con esta dirección
mail-works-here =
    Alguien, lo más probable es que usted, dio esta dirección en las páginas para clientes de { $company }. Con ella trabaja aquí, y para una cuenta de cliente hace falta una dirección privada.

    Si ha olvidado la contraseña de su trabajo, pida a la administración una invitación nueva.
    .subject = Esta dirección es de nuestro personal
mail-registered =
    Ha abierto una cuenta con { $company } con esta dirección. Inicie sesión aquí:

    { $home }/sign-in

    Si no fue usted, alguien puede leer su correo. Cambie primero la contraseña de su buzón y elija después aquí una nueva: { $home }/reset
    .subject = Su cuenta con { $company }

mail-reset-code =
    Quiere elegir una contraseña nueva para su cuenta con { $company }. Escriba este código en la página en la que lo pidió:

    { $code }

    Vale { $minutes } minutos, y solo en ese navegador. Si no lo pidió usted, no haga nada: su contraseña queda como está.
    .subject = Su código para una contraseña nueva
mail-reset-unknown =
    Alguien, lo más probable es que usted, quiso elegir una contraseña nueva para esta dirección. Con ella no hay ninguna cuenta, así que no se envió ningún código.

    Quizá usó otra dirección. Para abrir una cuenta, empiece aquí:

    { $home }/register

    Si no fue usted, no haga nada.
    .subject = Con esta dirección no hay ninguna cuenta
mail-password-changed =
    La contraseña de su cuenta con { $company } se cambió el { $day }. Se ha cerrado la sesión de todos los que habían entrado con ella.

    Si fue usted, no tiene que hacer nada. Si no, elija enseguida una contraseña nueva:

    { $home }/reset
    .subject = Su contraseña ha cambiado

mail-identity-code =
    Alguien quiere añadir esta dirección, o un número que tenemos junto a ella, a su cuenta con { $company }. Si es usted, escriba este código en la página en la que lo pidió:

    { $code }

    Vale { $minutes } minutos, y solo en ese navegador. Si no es usted, no haga nada y no dé el código a nadie.
    .subject = Su código para { $company }
sms-identity-code = { $company }: { $code } es su código para añadir este número a su cuenta. Vale { $minutes } minutos. No lo dé a nadie.
mail-contact-added =
    El { $day } se añadió una dirección o un número a su cuenta con { $company }. Puede verlo aquí:

    { $home }/account

    Si no fue usted, elija enseguida una contraseña nueva: { $home }/reset
    .subject = Su cuenta ha cambiado
mail-contact-removed =
    El { $day } se quitó una dirección o un número de su cuenta con { $company }. Puede ver aquí lo que queda:

    { $home }/account

    Si no fue usted, elija enseguida una contraseña nueva: { $home }/reset
    .subject = Su cuenta ha cambiado
mail-sign-in-changed =
    Desde el { $day } inicia sesión en { $company } con otra de sus direcciones. Puede ver aquí con cuál:

    { $home }/account

    Si no fue usted, escríbanos enseguida. Cómo hacerlo está en la primera página: { $home }
    .subject = Ahora inicia sesión con otra dirección

mail-ask-confirm =
    Tenemos su solicitud: { $right }. Su número es { $number }. Recibirá una respuesta antes del { $day }.

    Falta una cosa. Abra esta página y confirme que fue usted quien lo pidió:

    { $link }

    Si no fue usted, no haga nada. Entonces no se hace nada, no se entrega nada, y la solicitud se cierra después del { $day }.
    .subject = Su solicitud { $number }: falta una cosa
mail-ask-expired =
    Hemos cerrado su solicitud { $number } ({ $right }). Hasta el día en que vencía la respuesta nadie nos mostró quién la hizo, y solo entregamos y cambiamos datos a la persona de quien son.

    Puede pedirlo otra vez cuando quiera. Lo más rápido es una cuenta, o el enlace del correo que sigue a una solicitud sin cuenta:

    { $home }/ask

    Si cree que esto no es correcto, escríbanos; cómo hacerlo está en la primera página: { $home }. También puede reclamar ante { $authority }.
    .subject = Su solicitud { $number } está cerrada

## Mensajes

mail-message =
    Hay un mensaje para usted sobre su solicitud { $number }. Inicie sesión para leerlo y responder:

    { $home }/requests/{ $number }

    Si aún no tiene cuenta, cree una con esta dirección: { $home }/register
    .subject = Un mensaje sobre su solicitud { $number }

## Lo que pasa con una solicitud

mail-request-received =
    Tenemos su solicitud: { $right }. Su número es { $number }. Recibe respuesta a más tardar el { $day }.

    Sígala, escríbanos sobre ella o retírela aquí:

    { $home }/requests/{ $number }

    Si no fue usted, retírela en esa página y elija una contraseña nueva: { $home }/reset
    .subject = Tenemos su solicitud { $number }
mail-request-approved =
    Su solicitud { $number } está aprobada: { $right }. Se lleva a cabo el { $day }. Hasta entonces puede retirarla:

    { $home }/requests/{ $number }

    Si no fue usted quien lo pidió, retírela enseguida en esa página.
    .subject = Su solicitud { $number } está aprobada
mail-request-answered =
    Su solicitud { $number } tiene respuesta: { $right }. Inicie sesión para leerla:

    { $home }/requests/{ $number }

    Si no fue usted quien lo pidió, elija enseguida una contraseña nueva: { $home }/reset
    .subject = Su solicitud { $number } tiene respuesta
mail-request-erased =
    Nos pidió que borráramos sus datos, y está hecho. Su cuenta aquí ha desaparecido con ellos, y este es el último correo sobre ello.

    Lo que se borró, lo que tuvo que quedarse y por qué está en un recibo firmado. No necesita ninguna cuenta para verlo:

    { $home }/receipt/{ $number }

    Guarde el número { $number }. Si algún día vuelve a ser cliente, empieza como alguien nuevo.
    .subject = Sus datos están borrados ({ $number })
mail-request-refused =
    Hemos mirado su solicitud { $number } ({ $right }) y no podemos atenderla. Por qué, y qué puede hacer al respecto, está aquí:

    { $home }/requests/{ $number }
    .subject = Sobre su solicitud { $number }
mail-request-extended =
    Necesitamos más tiempo para su solicitud { $number } ({ $right }). Recibe respuesta a más tardar el { $day }. El motivo está aquí:

    { $home }/requests/{ $number }
    .subject = Más tiempo para su solicitud { $number }
mail-request-waiting =
    Su solicitud { $number } ({ $right }) le espera a usted. Lo que necesitamos saber está aquí, y ahí puede responder:

    { $home }/requests/{ $number }
    .subject = Su solicitud { $number } le espera
