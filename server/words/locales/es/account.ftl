### La cuenta: direcciones y números por los que encontramos a la persona.

nav-account = Cuenta

account-title = Su cuenta
account-lead = Con esto encontramos lo que guardamos sobre usted. Añada lo que usa o ha usado con nosotros.
account-signs-in = Con ella inicia sesión.
account-add = Añadir una dirección o un número
account-other = Iniciar sesión con otra dirección
    .line = Todas sus direcciones reciben un mensaje, también la anterior.
    .do = Iniciar sesión con { $value } desde ahora
account-remove = Quitar una
    .line = Dejamos de buscar sus datos por ella. Lo que guardamos queda como está. Todas sus direcciones reciben un mensaje.
    .do = Quitar { $value }

add-title = Añadir una dirección o un número
add-lead = Enviamos un código, para ver que es suyo. Desde entonces le mostramos también lo que guardamos con él.
add-kind = ¿Qué quiere añadir?
add-number-hint = Enviamos el código a la dirección o al teléfono que tenemos junto a él.
add-value = La dirección o el número
add-do = Enviar un código

contact-sent = Hemos enviado un código a { $to }. Escríbalo antes de diez minutos, en este navegador.
contact-sent-number = Si conocemos el número { $to } y tenemos junto a él una dirección o un teléfono, hay un código en camino. Escríbalo antes de diez minutos, en este navegador.
contact-late = El código valía diez minutos
