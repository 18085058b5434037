### Abrir una cuenta, una contraseña nueva y el código que llega por correo.

sign-in-register = Abrir una cuenta
sign-in-reset = Elegir una contraseña nueva
sign-in-ask = Pedirlo sin cuenta
sign-in-changed = Su contraseña ha cambiado. Inicie sesión con la nueva.

register-title = Abrir una cuenta
register-lead = Con una cuenta ve lo que { $company } guarda sobre usted y decide qué pasa con ello. Le enviamos un código para ver que la dirección es suya.
register-email = Su dirección de correo
    .hint = La que conocemos, si puede ser.
register-do = Enviarme un código
register-letter = Usar el código de una carta nuestra
register-letter-taken = El código de su carta es correcto. Escriba ahora la dirección con la que quiere iniciar sesión. También allí enviamos un código.
register-sign-in = Iniciar sesión, si ya tiene cuenta
register-ask = Pedirlo sin cuenta

letter-title = El código de su carta
letter-lead = Si { $company } le ha enviado una carta con un código, escríbalo aquí. Sirve una vez.
letter-code = Código de la carta
    .hint = 16 letras y cifras, como 7K2M-93QF-AB4D-0XYZ
letter-do = Continuar

code-title = Escriba el código que le hemos enviado
code-lead = Hemos enviado un mensaje a { $to }. Si trae un código, escríbalo aquí antes de diez minutos, en este navegador.
code-code = Código
    .hint = 8 cifras
code-do = Continuar
code-none = Si no llega ningún código
    .line = Puede tardar uno o dos minutos. Mire en el correo no deseado. Después pida otro.
    .more = Qué más puede hacer si no llega ningún código
code-again = Enviar otro código

password-title = Elija una contraseña
password-again-title = Elija una contraseña nueva
password-lead = Iniciará sesión con { $email } y esta contraseña.
password-password = Contraseña
password-do = Abrir la cuenta
password-again-do = Cambiar la contraseña

late-title = Esto ya ha terminado
late-lead = Ha pasado demasiado tiempo, o ya está hecho. Inicie sesión o empiece de nuevo.
late-do = Empezar de nuevo
late-sign-in = Iniciar sesión

reset-title = Elegir una contraseña nueva
reset-lead = Enviamos un código a la dirección con la que inicia sesión. Con él elige una contraseña nueva.
reset-email = La dirección de correo con la que inicia sesión

no-code-title = Si no llega ningún código
no-code-lead = Estas son las razones habituales, la más probable primero.
no-code-spam = El mensaje está en el correo no deseado. Busque allí { $company }.
no-code-typing = La dirección tenía una errata.
    .do = Escribirla otra vez
no-code-newest = Pidió el código más de una vez. Cada código vale diez minutos desde que se envió.
no-code-minutes = Algunos servicios de correo retienen el primer mensaje hasta un cuarto de hora. Pida entonces otro código: llega enseguida.
no-code-browser = El código se escribió en otro navegador o en otro dispositivo que aquel con el que lo pidió.
no-code-other = Le conocemos con otra dirección, o no le conocemos. Entonces el mensaje lo dice y no trae código.
no-code-without = Puede hacerlo sin código
    .line = Tiene los mismos derechos sin cuenta. Nadie está obligado a abrir una.

outbox-title = Bandeja de salida de la demostración
outbox-lead = Aquí no se envía nada de verdad. Esto es lo que la gente habría recibido, lo más reciente primero.
outbox-nothing = Todavía no se ha enviado nada
    .line = Pida un código o haga una solicitud y vuelva.
outbox-sms = Mensaje de texto
outbox-line = Para { $to }, { $when }.
outbox-waits = En camino.
