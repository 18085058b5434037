### Palabras dentro del paquete (README.txt, index.html, about/processing.json).
### Se leen años después, en un ordenador sin internet, y quizá las lea alguien que ya no nos recuerda.

package-title = Sus datos en { $company }
package-made = Usted pidió a { $company } una copia de sus datos. Es esta, hecha el { $date }. Su número es { $reference }.
package-start = Empiece por index.html: se abre en cualquier navegador. No necesita internet, y nada de lo que contiene envía nada a ninguna parte.

## Qué contiene

package-contents = Qué hay aquí
package-nothing = No guardamos nada sobre usted en los sistemas que han respondido.
package-part-index = Todo en una página, con enlaces a cada archivo.
package-part-data = Sus datos, sistema por sistema. Cada archivo JSON es la copia exacta. El archivo CSV que tiene al lado contiene lo mismo y se abre en una hoja de cálculo.
package-part-files = Los documentos tal como se guardan, si los hay.
package-part-processing = Por qué se guardan sus datos, con qué base legal, de dónde vienen, quién los recibe, hasta cuándo y qué derechos tiene.
package-part-choices = A qué dijo que sí o que no, y cuándo, si ha elegido algo aquí.
package-part-completeness = En qué sistemas se buscó y qué respondió cada uno.
package-part-redactions = Cuánto se ha omitido para proteger a otras personas.
package-part-manifest = La lista de todos los archivos con sus sumas de comprobación, firmada en manifest.sig.

## Secciones de la página

package-held-in = { $records } en «{ $system }».
package-as-json = Copia exacta (JSON)
package-as-csv = Para hojas de cálculo (CSV)
package-more = Se muestran los primeros { $shown } de { $count }. Los archivos los contienen todos.
package-file = Archivo
package-empty = Vacío
package-binary = No es texto; está en el archivo JSON
package-yes = Sí
package-no = No
package-why = Por qué se guarda, y hasta cuándo
package-why-of = { $what }: por qué se guarda, y hasta cuándo
package-why-field = Qué
package-why-purpose = Por qué
package-why-source = De dónde viene
package-why-recipients = Quién más lo recibe
package-why-until = Hasta cuándo
package-nobody = Nadie
package-documents-title = Documentos
package-files-title = Todos los archivos

package-source-you = Lo dio usted
package-source-us = Lo creó la empresa
package-source-inferred = Deducido de otros datos
package-source-others = Lo dio otra persona

package-basis-consent = usted dio su consentimiento
package-basis-contract = necesario para lo que pidió o acordó con nosotros
package-basis-legal-obligation = la ley lo exige
package-basis-vital-interests = para proteger la vida de alguien
package-basis-public-task = una tarea de interés público
package-basis-legitimate-interests = nuestro interés, sopesado con el suyo

## Qué falta

package-missing-title = Qué no está en esta copia
package-missing-note = Algunos de nuestros sistemas no respondieron: { $systems }. Lo que guardan falta aquí, en todo o en parte.
package-complete = Se ha buscado en todos los sistemas hasta el final.
package-incomplete = No se ha podido buscar en todos los sistemas hasta el final, así que esta copia no está completa. Puede pedirnos que la hagamos otra vez.
package-status-none = No hay nada
package-status-found = Encontrado
package-status-withheld = Existe, y no está en esta copia
package-status-failed = No respondió, o no hasta el final
package-status-not-connected = Sin conectar: no se ha buscado
package-withheld = Esto existe y no está en esta copia. Donde no se da un motivo, lo escribieron personas que pueden haber nombrado a otras, así que antes tiene que leerlo alguien de aquí.
package-withheld-documents = { $count ->
        [one] { $count } documento
       *[other] { $count } documentos
    }
package-never = Las contraseñas y las respuestas a las preguntas de seguridad nunca están en una copia.
package-exact = La lista exacta (completeness.json)
package-redactions = Cuánto se ha omitido en esta copia porque puede tratar de otras personas.

## Derechos

package-rights-title = Qué puede hacer
package-right-correct = Pedir que se rectifiquen donde estén mal.
package-right-delete = Pedir que se supriman.
package-right-restrict = Pedir que se limite su uso mientras se discute algo.
package-right-take-away = Llevarlos a otra empresa: los archivos JSON y CSV están hechos para eso (portabilidad).
package-right-object = Oponerse a que se usen, y siempre a la publicidad.
package-right-complain = Reclamar ante { $authority }.
package-processing = La lista exacta de fines, orígenes y destinatarios (about/processing.json)

## Conviene saber

package-good-to-know = Conviene saber
package-csv = En los archivos CSV, una celda que una hoja de cálculo ejecutaría como fórmula lleva delante un apóstrofo ('). Los archivos JSON guardan cada valor tal como es, y manifest.json dice cómo quitar los apóstrofos.
package-keep-safe = Guarde esta copia donde solo usted pueda leerla. Quien la tenga sabe lo que nosotros sabemos de usted.
package-check-title = Cómo comprobar esta copia
package-check = Cada archivo figura con su suma de comprobación en manifest.json, y manifest.sig firma esa lista. Habeas, el programa que hizo esta copia y que cualquiera puede usar, comprueba las dos cosas: habeas package verify
package-contact = ¿Preguntas? Escriba a { $company }, { $address }, { $email }.

## Buscar en la página

package-find = Buscar en esta copia
    .hint = Su búsqueda no sale de este dispositivo. No importan las mayúsculas ni los acentos.
package-find-searching = Buscando…
package-find-nothing = Aquí nada contiene todas esas palabras.
package-find-found = Registros encontrados: { $count }
package-find-more = Mostrar más
package-find-broken = La carpeta «view» no está junto a esta página y por eso no hay dónde buscar. Descomprima primero toda la copia y abra index.html de nuevo.
package-find-before = Anteriores
package-find-after = Siguientes
package-find-range = Registros { $first } a { $last } de { $all }
package-find-limit = En esta página se pueden leer y buscar los primeros { $viewed }. Los archivos los contienen todos.
package-picture = Imagen: { $name }

package-everything = Contiene todo lo que nuestros sistemas guardan sobre usted y pueden entregar.
package-chosen = Contiene lo que usted eligió y nada más. Nuestros sistemas pueden guardar más sobre usted.
package-outside = De días que no eligió: { $count ->
    [one] un registro.
   *[other] { $count } registros.
}
package-status-not-chosen = No lo pidió
package-part-requests = Las solicitudes que hizo y lo que usted y nosotros nos escribimos sobre ellas.
package-part-view = Lo que index.html necesita para buscar. Lo mismo está en data/.

## Cómo están escritos los archivos CSV, en manifest.json

package-csv-dialect = RFC 4180: comas entre los valores, CRLF tras cada línea, comillas dobladas, primero una línea con los nombres
package-csv-undo = A un valor que empieza por una o más ' y después uno de estos signos se le puso una ' delante, para que una hoja de cálculo no lo ejecute. Quite la primera '. Los archivos JSON tienen cada valor tal como es.
package-csv-exempt = Valores que el sistema guarda como números y que no son más que un número
package-csv-empty = Nada entre las comas: no se guarda nada. Dos comillas (""): un texto vacío. Quien no los distinga encuentra la diferencia en los archivos JSON. Un registro en el que no se guarda nada no tiene línea.
package-signed-length = tamaño de { $file } en bytes
