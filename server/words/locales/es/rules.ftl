### Lo que dura después de una decisión: quien vuelve, bloqueos, limitaciones, a quién se avisa.

## Personas suprimidas que vuelven a estar en los sistemas

nav-returned = Suprimidas y de vuelta
back-title = Personas suprimidas que han vuelto
back-lead = Estas personas fueron suprimidas y un sistema vuelve a tener sus datos. Por lo general se restauró una copia de seguridad. Hasta que usted decida, sus propias páginas están cerradas.
back-looked = Buscamos por última vez el { $at }. La próxima vez será el { $next }.
back-never-looked = Nadie ha buscado todavía. Ocurre cuando arranca el programa que hace el trabajo.
back-blind = No pudimos buscar a personas suprimidas en { $systems }. Lo intentamos de nuevo pronto, sin que haga falta nada.
back-none = No ha vuelto nadie que fuera suprimido.
    .line = Se busca en todos los sistemas una vez al día y cada vez que arranca el programa.
back-head-erasure = Supresión
back-head-systems = Encontrada otra vez en
back-head-seen = Vista por primera vez
back-head-do = Decidir
back-number-unknown = número ya desconocido
back-erased-at = suprimida el { $at }
back-lawful-do = Ha vuelto legítimamente
back-replay-title = Si se restauró una copia de seguridad
back-replay = Quien administra este servicio las suprime otra vez. La primera orden muestra qué se borraría, la segunda lo hace.
back-morning = { $count ->
        [one] Una persona suprimida vuelve
       *[other] { $count } personas suprimidas vuelven
    } a estar en nuestros sistemas.
back-morning-see = Ver quién y decidir
act-judge-return = Dijo que alguien suprimido ha vuelto legítimamente
act-say-returned = Alguien suprimido ha vuelto legítimamente
cannot-erased-back = Habíamos borrado datos sobre usted y uno de nuestros sistemas ha traído algunos de vuelta. Primero lo arreglamos. Hasta entonces no le mostramos nada de lo que se conserva. Puede escribirnos de todos modos.

## A quién más se avisa

morning-to-tell = Otros a quienes avisar
morning-to-tell-count = { $count ->
        [one] un destinatario
       *[other] { $count } destinatarios
    }
tell-title = Avisar a quien más tiene los datos
tell-law = Art. 19 del RGPD. Anótelo aquí cuando haya avisado; la persona puede verlo, y también quien tenga el recibo.

## Bloqueos y limitaciones, para el personal

holds-title = Lo que mantiene los datos de esta persona como están
holds-lead = Un bloqueo legal conserva todo como prueba. Una limitación significa que los datos solo se guardan. Ambos cuentan para cada acto hasta que se levanten aquí.
holds-none = No hay nada en vigor.
    .line = Lo que hubo antes también aparece aquí.
holds-link = Bloqueo legal o limitación
holds-see = Ver o levantar
hold-short = bloqueo
restricted-short = limitado
hold-kind-legal = Bloqueo legal
hold-kind-restriction = Limitación
hold-stands = en vigor
hold-ended = levantado
hold-ground = Fundamento
hold-reason = Motivo, para el personal
    .hint = Número de asunto, quién lo pidió, hasta cuándo se espera que dure
hold-who-knows = Quién puede saberlo
hold-told = La persona puede saberlo.
hold-secret = Nadie de fuera puede saberlo. No le diga nada a la persona.
hold-secret-short = (secreto)
hold-placed = Puesto
hold-placed-by = { $at }, { $who }
hold-by-law = por una regla de la ley
hold-places = Solo
hold-systems = Anotado en
hold-obeyed = { $system }: hecho.
hold-not-obeyed = { $system }: todavía no.
hold-end-told = El { $at } se avisó a la persona de que termina.
hold-lifted = Levantado el { $at } por { $who }.
hold-other-eyes = Lo puso usted, así que tiene que levantarlo otra persona.
hold-tell-first = Antes de que termine hay que avisar a la persona (art. 18.3 del RGPD).
hold-tell-end-do = Avisar a la persona de que termina
hold-lift-do = Levantarlo
hold-place-title = Poner un bloqueo legal
hold-place-line = No se borra nada sobre esta persona y ninguna máquina corrige nada, se haya aprobado lo que se haya aprobado, hasta que lo levante alguien que no sea usted.
hold-place-do = Poner el bloqueo
hold-tell = La persona puede saberlo
    .hint = Sin esta marca, o con un fundamento secreto, no lo menciona ninguna página, copia ni recibo de la persona.
restrict-title = Limitar lo que se hace con los datos
restrict-line = Los datos se quedan y solo se guardan. Una copia, un no y lo que la persona acepte siguen adelante.
restrict-case = Qué caso
restrict-some = Solo una parte de los datos
restrict-places = Limitar solo
    .hint = No marque nada para limitarlo todo.
restrict-do = Limitar
restriction-accuracy = La persona dice que es erróneo y lo estamos comprobando (art. 18.1.a del RGPD)
restriction-unlawful = Los tenemos ilícitamente y la persona no quiere que se borren (art. 18.1.b del RGPD)
restriction-claims = La persona los necesita para una reclamación (art. 18.1.c del RGPD)
restriction-objection = La persona se opuso y lo estamos sopesando (art. 18.1.d del RGPD)
hold-on-request = Hay un bloqueo legal: { $ground }.
restricted-on-request = Los datos están limitados: { $ground }.
act-place-hold = Puso un bloqueo legal
act-lift-hold = Levantó un bloqueo legal
act-restrict = Limitó los datos de alguien
act-tell-end = Avisó a alguien de que termina una limitación
act-lift-restriction = Levantó una limitación
act-restrict-by-rule = Limitó los datos de alguien, porque lo dice la ley
cannot-held = Hay un bloqueo legal sobre esta persona. Primero tiene que levantarlo alguien distinto de quien lo puso.
cannot-restricted = Mientras sus datos están limitados, solo los guardamos. Por eso ahora no se puede hacer esto.
cannot-not-told = Hay que avisar a la persona antes de que termine una limitación.
stuck-held = Hay un bloqueo legal o una limitación sobre la persona. Cuando se levante, haga que se intente de nuevo.

## Limitaciones, para la persona

stands-restricted = Desde el { $since } sus datos están limitados: los guardamos y no hacemos nada más con ellos.
restriction-you-accuracy = Usted nos dijo que algo es erróneo y lo estamos comprobando.
restriction-you-unlawful = Usted nos pidió guardarlos y no usarlos.
restriction-you-claims = Usted los necesita para una reclamación.
restriction-you-objection = Usted se opuso y estamos decidiendo sobre ello.
stands-held = Desde el { $since } tenemos que conservar sus datos como están, así que ahora no se puede borrar nada.
stands-only = Esto trata solo de: { $places }.
stands-ends = La limitación termina pronto. Le hemos escrito sobre ello.

## Termina una limitación

mail-restriction-ends =
    Sus datos en { $company } estaban limitados: solo los guardábamos. Eso termina pronto. Después podremos volver a usarlos como antes.

    Si no está de acuerdo, escríbanos antes en la página de su solicitud { $number }:

    { $home }/requests/{ $number }
    .subject = Termina la limitación de sus datos

## Lo que tenía que quedarse

later-title = Lo que tenía que quedarse
later-follows = Esto se lleva lo que otra supresión tuvo que dejar:
later-due = Después del { $date } lo primero se suprime por sí solo.
later-begun = Después del { $date } se retomó:
later-over = Ya no queda nada de ello.
later-waits-hold = Espera, porque hay un bloqueo o una limitación.
later-waits-dispute = Espera, porque hay una solicitud abierta de esa persona.
later-waits-store = Espera, porque un sistema no responde.
act-erase-later = Empezó a suprimir lo que tenía que quedarse

## Lo que la ley quiere que se diga y nunca se muestre

withheld-government-id = un número que le dio un gobierno
withheld-account-number = un número de una cuenta o tarjeta
withheld-medical-number = un número de su seguro médico o de su historia clínica
withheld-password = una contraseña
withheld-security-answer = la respuesta a una pregunta de seguridad
withheld-biometric = una medida de su cuerpo por la que se le puede reconocer
data-withheld-by-law = { $field }: tenemos { $what }. La ley no nos deja mostrarlo, para que nadie más pueda obtenerlo en su nombre. { $law }
package-by-law-title = Esto lo tenemos y la ley no nos deja incluirlo en una copia, para que nadie más pueda obtenerlo en su nombre.
package-by-law = { $field }: { $what }, { $count ->
        [one] en 1 registro
       *[other] en { $count } registros
    }. { $law }

## Un valor en varios lugares

correct-also = El mismo valor consta también aquí y se cambia allí también:
correct-also-place = { $system }, { $collection }: { $field }
correct-also-changed = { $system }, { $collection }: { $field }. Cambiado.
correct-also-left = { $system }, { $collection }: { $field }. Se dejó como está, porque ahora consta otra cosa.
correction-forgotten = El valor antiguo y el nuevo se guardaron un tiempo como prueba y ya se han borrado.
