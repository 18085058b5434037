### La segunda prueba y las sesiones.

nav-security = Seguridad
security-title = Cómo inicia sesión
security-second = Segunda prueba
security-second-why = Una contraseña se puede adivinar o robar. Con una segunda prueba, nadie entra en su nombre solo con la contraseña.
security-off = Todavía no tiene una segunda prueba.
security-must = El personal necesita una segunda prueba antes de ver datos de nadie. Active la suya ahora. Son dos minutos.
security-waived = Esta es la empresa de la demostración: su personal trabaja sin segunda prueba. En cualquier otra es obligatoria.
security-begin = Activar una aplicación de autenticación
security-scan = Escanee esto con su aplicación de autenticación, o escriba en ella la clave.
security-qr = Código QR con la clave que aparece debajo
security-key = Clave
security-code = El código que muestra la aplicación
    .hint = Seis cifras.
security-confirm = Activarla
security-on = Su aplicación de autenticación está activa. Pedimos su código cada vez que inicia sesión.
security-left = { $count ->
    [one] Queda un código de recuperación.
   *[other] Quedan { $count } códigos de recuperación.
}
security-remove = Desactivarla
security-codes = Guarde sus códigos de recuperación
security-codes-line = Imprima estos códigos o apúntelos. Cada uno sirve para entrar una vez, si pierde la aplicación. Solo los mostramos ahora.
security-codes-done = Los he guardado
security-sessions = Dónde tiene la sesión abierta
security-this = Este dispositivo
security-device-phone = Teléfono
security-device-tablet = Tableta
security-device-computer = Ordenador
security-device-unknown = Dispositivo desconocido
security-times = Desde el { $since }. Último uso: { $last }.
security-end = Cerrar la sesión en todos los demás
security-end-line = ¿Un dispositivo que no conoce? Cierre allí la sesión y avísenos.

second-title = Escriba un código
second-line = Abra su aplicación de autenticación y copie el código que muestra ahora. Si ha perdido la aplicación, use un código de recuperación.
second-code = Código
second-do = Continuar
second-or-code = O un código de su aplicación de autenticación

problem-wrong-proof = Este código no es correcto o ya se usó. Espere al siguiente y escríbalo.

security-new-codes = Crear códigos de recuperación nuevos
security-password = Su contraseña
security-password-old = La contraseña que tiene ahora
security-password-new = Una contraseña nueva
security-password-line = Se cierra la sesión en los demás dispositivos, y avisamos a todas las direcciones suyas que conocemos.
security-password-do = Cambiar la contraseña
