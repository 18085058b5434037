### La copia que se lleva una persona.

take-away-title = Llevarse sus datos
take-away-lead = Recibe un archivo con todo lo que nuestros sistemas guardan sobre usted: para leerlo, conservarlo o dárselo a otra empresa.
take-away-current = Ya tiene una copia
    .do = Ver por dónde va, o descargarla
take-away-inside = Qué habrá dentro
take-away-system = Sistema
take-away-records = Registros
take-away-total = En total
take-away-format = Qué recibe
    .line = Un archivo zip. Abra el index.html que lleva dentro con cualquier navegador, sin internet. Lo mismo está también en JSON para programas y en CSV para hojas de cálculo, con una lista de todos los archivos y una firma, para que pueda demostrar que nadie lo ha cambiado.
take-away-do = Preparar mi copia

again-password = Su contraseña
    .reason = La pedimos otra vez para que nadie que encuentre su pantalla abierta pueda hacer esto.

fetched-ready = Su copia está lista
    .line = { $size }, { $files } archivos con { $records } registros.
    .do = Descargar
fetched-until = Puede descargarla hasta el { $until }. Guárdela en un lugar seguro: contiene todo lo que guardamos sobre usted.
fetched-expired = El plazo para descargar esta copia ha terminado y la hemos borrado. Puede pedir otra.
    .do = Hacerla de nuevo
fetched-check = Compruebe que está entera
    .line = Estas letras y cifras son el SHA-256 del zip. Un programa que lo calcule con su archivo tiene que mostrar lo mismo.
    .sum = SHA-256:
    .keys = La clave pública de la firma que lleva dentro

## No todo

take-away-much = ¿Cuánto quiere?
take-away-much-all = Todo lo que guardan sobre mí
take-away-much-some = Solo lo que yo elija
take-away-areas = ¿Qué quiere?
    .hint = Si no marca nada, lo recibe todo de los días que elija abajo.
take-away-days = ¿De qué días?
    .hint = Los días cuentan para: { $what }. Los registros de otro tipo no tienen día propio y van incluidos en todo caso.
take-away-from = Primer día
take-away-to = Último día
