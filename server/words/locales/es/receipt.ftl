### Recibos, y cómo se comprueban.

## El recibo como texto

receipt-title = Recibo de una supresión
receipt-company = Suprimió los datos
receipt-asked-on = Solicitada el
receipt-approved-on = Aprobada el
receipt-done-at = Hecha el (UTC)
receipt-versions = Versión del mapa de datos / del programa

receipt-summary =
    { $company } borró { $deleted ->
        [one] { $deleted } registro
       *[other] { $deleted } registros
    }, cambió { $anonymised ->
        [one] { $anonymised } registro para que ya no trate
       *[other] { $anonymised } registros para que ya no traten
    } de la persona, separó a la persona de { $unlinked ->
        [one] { $unlinked } registro que es también de otra
       *[other] { $unlinked } registros que son también de otras
    } y conservó { $kept ->
        [0] cero registros.
        [one] { $kept } registro, por el motivo de más abajo.
       *[other] { $kept } registros, por los motivos de más abajo.
    }
receipt-nothing-held = No había nada.
receipt-deleted = Borrados: { $count }.
receipt-anonymised = Cambiados para que no se reconozca a nadie: { $count }.
receipt-unlinked = También de otra persona, sin la parte de esta: { $count }.
receipt-kept-until = Se conservan { $count } hasta el { $until }. { $ground } ({ $law }).
receipt-kept = Se conservan { $count }. { $ground } ({ $law }).

## Búsquedas posteriores

receipt-round = { $moment }: se buscó otra vez en todos los sistemas. { $count ->
        [0] No quedaba nada.
        [one] Se encontró { $count } registro que hay que revisar.
       *[other] Se encontraron { $count } registros que hay que revisar.
    }
receipt-round-not-reached = { $moment }: se buscó de nuevo en todos los sistemas menos en { $systems }. { $count ->
        [0] No quedaba nada.
        [one] Se encontró { $count } registro y hay que revisarlo.
       *[other] Se encontraron { $count } registros y hay que revisarlos.
    }
receipt-not-reachable = Este sistema no respondió cuando se le preguntó por última vez. No se sabe qué conserva ahora.
receipt-remain-backups = copias de seguridad
receipt-remain-logs = registros de actividad
receipt-remain-free-pages = páginas que la base de datos ha liberado
receipt-remains-until = Las copias antiguas en { $what } desaparecen después del { $until }.
receipt-remains = Copias antiguas en { $what }: no podemos decir cuándo desaparecen.
receipt-recipients = Quién más había recibido datos
receipt-later = Lo que tenía que quedarse se suprimió, en parte o del todo, el { $date }: { $number }.
receipt-round-none = Aún no se ha buscado otra vez en los sistemas.

## Qué se recuerda

receipt-suppression = Para notar si los datos vuelven alguna vez, se guarda una suma de comprobación con clave de los identificadores de la persona. A partir de ella no se pueden recuperar.
receipt-suppression-until = Para notar si los datos vuelven alguna vez, se guarda hasta el { $until } una suma de comprobación con clave de los identificadores de la persona. A partir de ella no se pueden recuperar.

## Qué no se puede prometer

receipt-limits-title = Qué no promete este recibo
receipt-limit-systems = Habla de los sistemas que figuran aquí, tal como los describe la versión { $map } del mapa de datos, y de ningún otro.
receipt-limit-backups = Las copias de seguridad y los registros de actividad conservan copias antiguas durante un tiempo; con cada sistema se dice cuáles y hasta cuándo. Una vez al día, y cada vez que arranca este servicio, miramos si una copia restaurada ha traído de vuelta datos suprimidos, para que se puedan borrar otra vez.
receipt-limit-anonymised = Los registros cambiados se quedan como cifras para la contabilidad. Con ellos solos no se reconoce a nadie.
receipt-limit-told = Arriba se dice qué empresas habían recibido datos y a cuáles se había avisado cuando se firmó esto. Lo que hagan les toca decirlo a ellas.
receipt-limit-paper = No se ha hecho nada con el papel ni con lo que las personas recuerdan o anotaron.
receipt-limit-return = No se recuerda nada de la persona, así que no se notaría si alguien vuelve a enviar sus datos.
receipt-searches = Búsquedas posteriores
receipt-proof = La prueba
    .line = Este recibo está firmado. Quien tenga nuestra clave pública puede saber que lo escribimos nosotros y que nadie lo ha cambiado, hoy y dentro de diez años, sin preguntarnos.
receipt-key = Nombre de la clave
receipt-fetch = Descargar el recibo firmado
receipt-verify = Comprobar un recibo en este sitio
receipt-keys = Nuestras claves públicas
receipt-offline = O sin nosotros, con el programa que usa este sitio:
receipt-complain = Si cree que esto está mal, puede reclamar ante { $authority }.

## Encontrar uno y comprobarlo

find-receipt-title = Encontrar un recibo
find-receipt-lead = Cuando se suprimieron sus datos, recibió un número. Con él puede ver el recibo en cualquier momento, sin cuenta.
find-receipt-hint = Se parece a HB-7K2M-93QF
find-receipt-do = Mostrar el recibo

verify-title = Comprobar un recibo
verify-lead = Pegue un recibo firmado para ver si es nuestro y nadie lo ha cambiado.
verify-paste = El recibo
verify-hint = Todo el texto del archivo .json que descargó
verify-do = Comprobarlo
verify-genuine = Este recibo es auténtico
    .line = Firmamos exactamente esto. Dice:
verify-not-ours = Este recibo no es nuestro
    .line = No lo firmó ninguna de nuestras claves.
verify-altered = Este recibo se ha cambiado
    .line = Firmamos un recibo con esta clave, pero no este texto. No se fíe de él.
verify-unreadable = Esto no es un recibo firmado
    .line = Pegue todo el texto del archivo, desde la primera { "{" } hasta la última { "}" }.

keys-title = Nuestras claves públicas
keys-lead = Con ellas cualquiera puede comprobar lo que firmamos. La primera firma ahora; las otras firmaron antes.

## Un archivo, comprobado en el dispositivo de quien lee

check-file-title = Comprobar una copia o un recibo
check-file-lead = Elija el archivo zip que descargó o el archivo .json de un recibo. Se comprueba aquí, en su dispositivo. No se envía a ninguna parte.
check-file-choose = Su archivo
check-file-checking = Comprobando. Un archivo grande tarda un momento.
check-file-genuine = Esta copia es auténtica: la hicimos nosotros y nada en ella ha cambiado. Número { $reference }, { $files } archivos, { $rows } registros.
check-file-genuine-receipt = Este recibo es auténtico: lo firmamos nosotros y nada en él ha cambiado. Número { $reference }.
check-file-changed = Este archivo no está como lo hicimos.
check-file-not-ours = Nosotros no firmamos este archivo.
check-file-unreadable = Esto no es una copia ni un recibo nuestro, o está dañado. Elija el archivo tal como lo descargó, antes de descomprimirlo.
check-file-broken = No se pudo comprobar el archivo aquí. Cargue la página de nuevo y elíjalo otra vez.
check-file-not-a-package = El zip está dañado.
check-file-no-manifest = La lista de sus archivos falta o está dañada.
check-file-unknown-format = Lo hizo una versión posterior de este servicio.
check-file-bad-signature = La firma no corresponde a la lista de sus archivos.
check-file-missing = Falta: { $path }
check-file-altered = Cambiado: { $path }
check-file-extra = Añadido: { $path }
check-file-noscript = Una copia se comprueba en su propio dispositivo. Sin scripts, use el programa Habeas:

receipt-areas = Lo que se pidió
