### Entregar una copia a otra empresa, y recibirla.

## Entregar una copia a otra empresa

handover-offer = Entregar esta copia a otra empresa
handover-title = Entregar su copia a otra empresa
handover-lead = Otra empresa puede recoger esta copia aquí. Usted recibe un enlace y un código, y pasa los dos. Con uno solo nadie puede hacer nada.
handover-scope = Recibe exactamente esta copia: lo que usted eligió al pedirla, y nada más. Si necesita menos, haga antes una copia de algunas áreas.
handover-to = ¿Quién la recibe?
    .hint = El nombre de la empresa, para distinguir sus enlaces. Solo lo ve usted.
handover-long = ¿Cuánto tiempo vale el enlace?
handover-days = { $days ->
    [one] Un día
   *[other] { $days } días
}
handover-do = Hacer un enlace y un código
handover-made = Su enlace y su código
handover-once = Cópielos ahora. Solo los mostramos una vez.
handover-link = Enlace
handover-code = Código
handover-how = Envíe el enlace por correo, por ejemplo, y diga el código por teléfono. El enlace funciona una vez. Recibe un mensaje cuando alguien lo abre.
handover-until = Vale hasta { $until }.
handover-links = Enlaces de esta copia
handover-company = Para
handover-date = Hecho
handover-state = Qué pasó con él
handover-end = Anular
handover-end-of = Anular el enlace para { $company }
handover-is-open = Todavía sin abrir. Vale hasta { $when }.
handover-is-opened = Abierto con el código el { $when }, y sin descargar.
handover-is-fetched = Descargado el { $when }.
handover-is-ended = Usted lo anuló.
handover-is-locked = Alguien escribió cinco veces un código equivocado, así que está cerrado.
handover-is-over = Pasó su tiempo, y nadie lo abrió.
mail-handover-made =
    El { $day } se hizo un enlace con el que otra empresa puede recoger una copia de lo que { $company } guarda sobre usted.

    Si no fue usted, anúlelo en la página de esa copia y elija enseguida una contraseña nueva: { $home }/reset

    { $home }/requests
    .subject = Se hizo un enlace a su copia
mail-handover-opened =
    El { $day } alguien abrió con el código correcto el enlace con el que otra empresa puede recoger su copia de { $company }. Puede verlo en la página de esa copia:

    { $home }/requests

    Si no es lo que quería, anule allí el enlace.
    .subject = Alguien abrió el enlace a su copia

receive-title = Recoger una copia de los datos de alguien
receive-lead = Un cliente de { $company } le deja recoger aquí una copia de sus datos. Le dio este enlace y, aparte, un código. Introduzca el código.
receive-code = Código
    .hint = 16 letras y cifras, de la persona.
receive-do = Abrirla
receive-open = La copia está abierta
receive-open-line = Puede descargarla en este navegador durante media hora. Después el enlace ya no vale. La persona ve cuándo se descargó.
receive-fetch = Descargar la copia
receive-over = Este enlace ya no vale
receive-over-line = Se usó, pasó su tiempo o la persona lo anuló. Pídale uno nuevo.
receive-guide = Cómo está hecha la copia y cómo se comprueba
guide-title = Para empresas que reciben una copia
guide-lead = Una persona puede hacer que { $company } le entregue sus datos (RGPD, art. 20.2). Esta página dice qué recibe y cómo se lee con un programa.
guide-fetch = Recogerla
guide-fetch-link = La persona le da un enlace y, por otra vía, un código.
guide-fetch-code = Abra el enlace e introduzca el código. Funciona una vez, y tras cinco códigos equivocados ya no.
guide-fetch-line = La descarga puede seguir donde se cortó: el servidor responde a Range e If-Range durante media hora, para el navegador que dio el código.
guide-inside = Qué hay dentro
guide-inside-json = data/<sistema>/<colección>.json tiene todos los registros, con un esquema al lado en schemas/. Las horas son RFC 3339; los decimales y los números largos son texto.
guide-inside-csv = Lo mismo como CSV (RFC 4180, UTF-8). datapackage.json describe las tablas para herramientas Frictionless.
guide-inside-package = manifest.json enumera cada archivo con su SHA-256, y manifest.sig lo firma con la clave de { $company } (Ed25519).
guide-inside-withheld = completeness.json dice a qué sistemas se preguntó, y qué se retuvo y por qué.
guide-check = Comprobar que es auténtica
guide-check-line = Tome la clave pública de nuestra página de claves y compruebe con ella toda la copia. No necesita conexión con nosotros.
guide-check-here = Comprobarla en un navegador.
guide-check-keys = Nuestras claves públicas.
guide-duty = Qué significa para usted
guide-duty-line = Desde ahora usted responde de estos datos. Úselos para lo que la persona le pidió, y no guarde más de lo que necesita. También pueden tratar de otras personas.
problem-too-many-links = Ya hay { $limit } enlaces abiertos de esta copia. Anule antes uno.
