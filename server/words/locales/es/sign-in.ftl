### Iniciar y cerrar sesión.

sign-in-title = Iniciar sesión
sign-in-line = Use la dirección y la contraseña que tiene en { $company }.
sign-in-email = Dirección de correo
sign-in-password = Contraseña
sign-in-do = Iniciar sesión
sign-in-help = Si no puede entrar
    .line = Sin cuenta tiene los mismos derechos. Escriba a { $company }:

## La contraseña otra vez

prove-title = Escriba otra vez su contraseña
prove-line = La pedimos antes de cambiar, copiar o suprimir sus datos, para que nadie más pueda hacerlo en un aparato que usted dejó abierto. Vale durante cinco minutos.
prove-password = Su contraseña
prove-do = Continuar

## Alguien invitado a trabajar aquí

join-title = Incorporarse
join-line = { $company } le ha invitado a trabajar aquí como { $role }. Elija cómo iniciar sesión.
join-role-agent = agente de atención
join-role-officer = responsable de privacidad
join-role-auditor = responsable de auditoría
join-role-administrator = responsable de administración
join-name = Su nombre
join-password = Elija una contraseña
    .hint = Al menos { $limit } caracteres. Varias palabras seguidas son fáciles de recordar.
join-do = Incorporarme
