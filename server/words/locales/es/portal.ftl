### Quién puede abrir una cuenta: direcciones anteriores que dicen que no, y sesiones de otros.

stop-title = ¿Fue usted?
stop-lead-made = El { $day } alguien creó una cuenta que abre lo que guardamos sobre usted.
stop-lead-reset = El { $day } alguien eligió una contraseña nueva para su cuenta, con un código enviado a otra de sus direcciones.
stop-lead-contact = El { $day } alguien cambió una dirección o un número de su cuenta.
stop-yes = Si fue usted, no tiene que hacer nada. Puede cerrar esta página.
stop-no = Si no fue usted, cierre la cuenta aquí. Se cierran todas las sesiones. Hasta que lo hayamos mirado, la cuenta muestra cuánto hay y nada más, y no se entrega, cambia ni borra nada.
stop-do = No fui yo. Cerrar la cuenta
stop-done = La cuenta está cerrada
stop-done-line = Se cerraron todas las sesiones, y no se entrega, cambia ni borra nada. Lo miramos y hablamos con usted antes de abrirla otra vez. Si quiere contarnos más, escriba a { $contact }.
stop-old = Este enlace ya no vale
stop-old-line = Es demasiado antiguo, o ya hemos mirado la cuenta. Si algo sigue mal, escriba a { $contact }.

problem-breached-password = Esta contraseña está en listas de contraseñas robadas en otros sitios, y esas se prueban primero. Elija otra, por ejemplo cuatro palabras que no tengan nada que ver entre sí ni con usted.
cannot-stopped = Alguien que lee una dirección anterior de esta cuenta dice que no fue su titular. Hasta que lo hayamos mirado hay un resumen y nada más. Si es suya, escríbanos.
request-summary = Ve en qué punto está su solicitud y qué puede hacer con ella. De qué trata se muestra después.
account-summary = Ve la dirección con la que inicia sesión. Las demás se muestran después, y entonces se pueden cambiar.

nav-stopped = Cuentas cerradas
stopped-title = Cuentas cerradas por su titular
stopped-line = Alguien usó el enlace de un correo a una dirección anterior: dice que no fue quien entró. Averigüe quién fue por lo que se guardaba antes, y abra una cuenta solo a la persona de quien es.
stopped-none = No hay ninguna cuenta cerrada
stopped-none-line = Cuando alguien dice que no fue quien entró, su cuenta aparece aquí.
stopped-who = Persona
stopped-since = Cerrada
stopped-what = De qué avisaba el correo
stopped-because-made = Se creó una cuenta
stopped-because-reset = Se eligió una contraseña nueva
stopped-because-contact = Se cambió una dirección o un número
stopped-open = Abrirla otra vez
stopped-how = ¿Cómo sabe que fue la persona?
stopped-how-called = Llamé a un número que guardamos desde hace tiempo
stopped-how-counter = Vi papeles en el mostrador
stopped-how-letter = Contestó a una carta a la dirección que guardamos desde hace tiempo
stopped-open-do = Fue la persona. Abrirla

nav-sessions = Sesiones
sessions-title = Quién tiene la sesión abierta
sessions-staff = Personal
sessions-who = Nombre
sessions-role = Trabaja aquí como
sessions-device = Dispositivo
sessions-times = Uso
sessions-end = Cerrar
sessions-end-of = Cerrar la sesión de { $who }
sessions-customers = Clientes
sessions-customers-line = { $count ->
    [0] Ningún cliente tiene la sesión abierta.
    [one] Un cliente tiene la sesión abierta.
   *[other] { $count } clientes tienen la sesión abierta.
}
sessions-customer = Correo electrónico del cliente
    .hint = Se cierran todas las sesiones de quien entra con ella. No se le dice si había alguna.
sessions-customer-do = Cerrar sus sesiones
sessions-customer-done = Si alguien tenía la sesión abierta con esa dirección, ya está cerrada.

mail-account-made =
    El { $day } alguien creó una cuenta con { $company } que abre lo que guardamos sobre el cliente de quien es esta dirección, con otra dirección que no es esta. Durante unos días solo muestra un resumen.

    Si fue usted, no tiene que hacer nada. Si no, cierre la cuenta aquí. No necesita contraseña, y no se entrega nada:

    { $link }

    También puede escribirnos: { $contact }
    .subject = Alguien creó una cuenta con otra de sus direcciones
mail-account-reset =
    El { $day } alguien eligió una contraseña nueva para su cuenta con { $company }, con un código que se envió a otra dirección que no es esta. Durante unos días la cuenta solo muestra un resumen.

    Si fue usted, no tiene que hacer nada. Si no, cierre la cuenta aquí. No necesita contraseña, y no se entrega nada:

    { $link }

    También puede escribirnos: { $contact }
    .subject = Alguien eligió una contraseña nueva para su cuenta
mail-account-contact =
    El { $day } se cambió una dirección o un número de su cuenta con { $company }. Durante unos días no se entrega ni se borra nada.

    Si fue usted, no tiene que hacer nada. Si no, cierre la cuenta aquí. No necesita contraseña:

    { $link }

    También puede escribirnos: { $contact }
    .subject = Se cambió una dirección o un número de su cuenta
sms-not-me = { $company }: alguien abrió o cambió su cuenta. Si no fue usted, ciérrela aquí: { $link }
mail-account-stopped =
    El { $day } alguien que lee una dirección anterior suya nos dijo que no fue usted quien abrió su cuenta con { $company }. Se cerraron todas las sesiones, y hasta que lo hayamos mirado la cuenta muestra un resumen y nada más.

    Hablamos con usted antes de abrirla otra vez. Si quiere contarnos más, escríbanos. Cómo hacerlo está en la primera página: { $home }
    .subject = Su cuenta está cerrada por ahora
mail-account-opened =
    Hemos mirado su cuenta con { $company } y la abrimos otra vez el { $day }. Inicie sesión aquí:

    { $home }/sign-in

    Si nadie habló con usted de ello, escríbanos enseguida. Cómo hacerlo está en la primera página: { $home }
    .subject = Su cuenta está abierta otra vez
mail-staff-stopped =
    El { $day } alguien usó el enlace de un correo nuestro para decir que no fue quien abrió su cuenta. La cuenta muestra un resumen hasta que alguien de ustedes lo haya mirado:

    { $home }/staff/stopped
    .subject = Un titular cerró su cuenta
mail-second-on =
    El { $day } se activó una segunda prueba en su cuenta con { $company }. Desde ahora nadie entra solo con la contraseña.

    Si no fue usted, elija enseguida una contraseña nueva: { $home }/reset
    .subject = Se activó una segunda prueba
mail-second-off =
    El { $day } se quitó la segunda prueba de su cuenta con { $company }. Desde ahora basta la contraseña para entrar.

    Si no fue usted, elija enseguida una contraseña nueva: { $home }/reset
    .subject = Se quitó su segunda prueba
mail-codes-new =
    El { $day } se crearon códigos de recuperación nuevos para su cuenta con { $company }. Los anteriores ya no valen.

    Si no fue usted, elija enseguida una contraseña nueva: { $home }/reset
    .subject = Se crearon códigos de recuperación nuevos

## El final de una sesión

stay-title = Pronto se cerrará su sesión
stay-soon = { $minutes ->
    [one] Hace rato que no usa esta página. En menos de un minuto se cierra su sesión.
   *[other] Hace rato que no usa esta página. En menos de { $minutes } minutos se cierra su sesión.
}
stay-last = { $minutes ->
    [one] Inició sesión hace ocho horas. En menos de un minuto tiene que iniciarla otra vez.
   *[other] Inició sesión hace ocho horas. En menos de { $minutes } minutos tiene que iniciarla otra vez.
}
stay-do = Seguir con la sesión abierta
stay-over = Su sesión está cerrada
stay-kept = Lo que escribió en esta página no se pierde. Envíelo como siempre e inicie sesión otra vez: vuelve a esta página, y sus respuestas están en ella.
stay-again = Iniciar sesión otra vez
stay-note = Tras { $minutes ->
    [one] un minuto
   *[other] { $minutes } minutos
} sin uso se cierra su sesión. Lo que escriba no se pierde: inicie sesión otra vez y está donde lo escribió.
    .label = Cuándo se cierra su sesión
stay-returned = Su sesión se había cerrado, así que todavía no se envió nada. Sus respuestas están aquí como las escribió. Mírelas y envíelas.

## Correcciones de cómo se llega a alguien

contact-show = Falta una cosa: muestre que es suyo
contact-show-line = Hemos enviado un código a { $to }. Introdúzcalo en diez minutos. Antes nadie aprueba el cambio. Sus demás direcciones han sido avisadas.
cannot-contact-not-shown = La persona todavía no ha mostrado que la dirección o el número nuevo es suyo. Lo hace con un código, en la página de la solicitud.
cannot-changed-contact = Una dirección o un número suyo cambió hace poco. Por eso hasta el { $day } no se entrega ninguna copia. Sus direcciones anteriores han sido avisadas y pueden impedirlo.
mail-contact-code =
    Alguien quiere que desde ahora lleguemos a un cliente de { $company } en esta dirección. Si es usted, introduzca este código en la página de su solicitud:

    { $code }

    Vale { $minutes } minutos. Si no es usted, no haga nada y no dé el código a nadie.
    .subject = Su código para { $company }
sms-contact-code = { $company }: { $code } muestra que este número es suyo. Vale { $minutes } minutos. No lo dé a nadie.
mail-contact-asked =
    El { $day } alguien con la sesión abierta en su cuenta con { $company } nos pidió cambiar una dirección o un número que guardamos de usted. Se cambia cuando el nuevo haya resultado ser suyo y alguien aquí lo haya mirado.

    Puede verlo aquí, y retirarlo: { $home }/requests

    Si no fue usted, elija enseguida una contraseña nueva: { $home }/reset
    .subject = Se va a cambiar una dirección o un número suyo
progress-so-far = { $count ->
    [one] Un registro hasta ahora
   *[other] { $count } registros hasta ahora
}
