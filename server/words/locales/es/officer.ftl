### Las páginas de quienes trabajan aquí: breves, exactas, sin saludos.

## Pendientes

staff-queue = Pendientes
staff-queue-table = Solicitudes, primero las que antes vencen
staff-queue-first = Primera página
staff-count-many = { $count }+
staff-count-late = con retraso
staff-count-to-decide = por decidir
staff-count-stuck = atascadas

staff-filter = Qué ver
staff-filter-due = Vencimiento
staff-filter-any-due = Cualquier día
staff-filter-late = Con retraso
staff-filter-soon = Hoy o mañana
staff-filter-stage = Estado
staff-filter-unfinished = Todo lo no terminado
staff-filter-right = Derecho
staff-filter-any-right = Todos los derechos
staff-filter-show = Mostrar
staff-filter-clear = Mostrar todo lo no terminado

staff-head-due = Vence
staff-head-request = Solicitud
staff-head-right = Derecho
staff-head-person = Persona
staff-head-state = Estado

staff-due-late = { $days ->
        [one] 1 día de retraso
       *[other] { $days } días de retraso
    }
staff-due-today = vence hoy
staff-due-tomorrow = vence mañana
staff-due-later = dentro de { $days } días

staff-stage-received = Recibida
staff-stage-verifying = Comprobando quién la hace
staff-stage-open = Por decidir
staff-stage-approved = Aprobada, en espera
staff-stage-running = En marcha
staff-stage-needs-person = Atascada
staff-stage-answered = Respondida
staff-stage-refused = Denegada
staff-stage-withdrawn = Retirada
staff-stage-expired = Cerrada sin verificar

staff-person-gone = ya no se sabe

staff-empty = No hay nada pendiente.
    .line = Todas las solicitudes están respondidas. Una nueva aparece aquí en cuanto llega.
staff-empty-filter = Nada coincide con lo elegido.
    .line = Puede haber solicitudes pendientes que ha dejado fuera.

## Una solicitud

staff-request = { $right } { $number }

staff-now-received = Espera hasta que esté claro quién la hace
staff-now-verifying = Espera hasta que esté claro quién la hace
staff-now-open = Espera una decisión
staff-now-approved = La persona aún puede retirarla
staff-now-running = Está en marcha en los sistemas
staff-now-needs-person = Está atascada y le espera a usted

facts-title = Datos
facts-due = Responder hasta el { $day }: { $words }.
facts-was-due = Vencía el { $day }.
facts-inner = Queremos terminar el { $day }.
facts-extendable = Se puede tomar más tiempo si hay buenas razones.
facts-person = Persona
facts-verified = Quién la hace
facts-received = Recibida
facts-hold = Se puede retirar hasta
facts-law = Plazo según
facts-rules = normas de { $version }
facts-calendar = días hábiles de { $calendar }
facts-version = Versión
facts-receipt = Recibo
    .open = Abrir el recibo

proof-none = Sin comprobar
proof-signed-in = Inició sesión, { $at }
proof-password = Dio otra vez la contraseña, { $at }
proof-desk = Prueba vista { $by }, { $at }

law-br-lgpd = LGPD, Brasil
law-ca-pipeda = PIPEDA, Canadá
law-ca-qc-private-sector = Ley del sector privado, Quebec
law-eu-gdpr = RGPD, Unión Europea
law-uk-gdpr = RGPD del Reino Unido
law-us-ca-ccpa = CCPA, California
law-us-co-cpa = CPA, Colorado
law-us-ct-ctdpa = CTDPA, Connecticut
law-us-va-vcdpa = VCDPA, Virginia

by-customer = por la persona
by-agent = por agente de atención
by-officer = por responsable de privacidad
by-auditor = por auditoría
by-administrator = por administración
by-system = de forma automática

story-title = Qué ha pasado
tale-received = Recibida
tale-verifying-started = Empezó la comprobación de quién la hace
tale-verified = Está claro quién la hace
tale-assigned = Asumida
tale-paused = Se detuvo el plazo
tale-resumed = El plazo vuelve a correr
tale-extended = Se tomó más tiempo
tale-approved = Aprobada
tale-refused = Denegada
tale-withdrawn = Retirada
tale-started = Se puso en marcha
tale-stopped = Se detuvo
tale-retried = Puesta en marcha otra vez
tale-address-confirmed = Mostró que la dirección es suya
tale-answered-in-full = Respondida por completo
tale-answered-in-part = Respondida en parte
tale-answered-nothing-held = Respondida: no hay nada
tale-expired = Cerrada, porque nadie demostró quién la hacía

answered-in-full = Respondida por completo.
answered-in-part = Respondida en parte. Lo demás se denegó según
answered-nothing-held = Respondida: no hay nada sobre la persona.
refused-title = Denegada. La persona lee:
correction-title = { $field } ({ $system })

systems-title = Sistemas
staff-step-waiting = En espera
staff-step-running = En marcha
staff-step-retrying = No responde; se reintenta de forma automática
staff-step-needs-person = Detenido

## El plan de una supresión

plan-title = Qué haría ahora la supresión
plan-signed = Qué se aprobó
plan-head-what = Sistema y colección
plan-head-count = Registros
plan-head-fate = Qué pasa
plan-head-ground = Con qué motivo
plan-deleted = se borran
plan-anonymised = se cambian
plan-unlinked = se separan
plan-kept = se quedan
plan-nothing = Ningún sistema guarda nada sobre la persona. Al aprobar se le dice así.
plan-map = Versión del mapa de datos
plan-digest = La aprobación firma
plan-digest-signed = Firmado
plan-missing = { $count ->
        [one] Un sistema lo impide
       *[other] { $count } sistemas lo impiden
    }
    .do = Sin respuesta, nadie puede decir qué se borraría allí. Vuelva a cargar esta página cuando responda.
obstacle-not-connected = nadie ha dicho dónde está
obstacle-unreachable = no responde ({ $collection })
obstacle-schema-changed = falta una tabla o columna del mapa ({ $collection })
obstacle-timed-out = tardó demasiado ({ $collection })
obstacle-refused = se negó a responder ({ $collection })
obstacle-faulty = falló; el registro técnico dice cómo ({ $collection })

fate-deleted = Se borra
fate-anonymised = Se cambia
fate-unlinked = Se separa
    .why = Es también de otra persona. Solo se va lo que le une a esta.
fate-kept = Se queda
fate-until = hasta el { $until }
fate-no-end = sin fecha final
fate-secret = No se le dice a la persona

## Decidir

decide-title = Decidir
decide-others = Esta la decide una persona responsable de privacidad.
decide-blocked = Se podrá aprobar cuando hayan respondido todos los sistemas.

held-title = No puede aprobar esta
held-four-eyes = Usted la introdujo o comprobó quién la hace. Tiene que aprobarla otra persona: cuatro ojos ven más que dos.
held-paused = El plazo está detenido hasta que responda la persona. Antes tiene que volver a correr.
held-by-letter = Ningún sistema puede hacer esto. Se responde con una carta.
held-other = Ahora las normas no lo permiten.

approve-erasure = Usted firma el plan de arriba, con su número. Después la supresión espera hasta que la persona ya no pueda retirarla. Si para entonces los sistemas guardan otra cosa, se detiene y vuelve a usted.
    .do = Aprobar la supresión
approve-other = Se pone en marcha en cuanto la apruebe, y se avisa a la persona.
    .do = Aprobar

refuse-title = O denegarla
refuse-ground = Motivo
    .hint = La persona lo lee junto con la ley y con dónde reclamar.
refuse-choose = Elija un motivo
refuse-option = { $ground } ({ $law })
refuse-note = Nota para la persona
    .hint = Diga qué ha mirado y por qué el motivo vale en su caso, con palabras sencillas.
refuse-do = Denegar la solicitud

stuck-title = Está atascada
stuck-no-answer = no responde, por muchas veces que se haya intentado.
stuck-failed = se cortó o rechazó un paso.
stuck-changed = Lo que se haría ya no es lo que se aprobó. Mire otra vez el plan.
stuck-doubt = No se sabe si el último paso tuvo efecto. Mire en el sistema antes de seguir.
stuck-left-over = La búsqueda posterior todavía encontró registros.
retry-do = Intentar otra vez
    .line = Con la aprobación que tiene. Nada de lo hecho se hace dos veces.

## El registro de auditoría

audit-title = Registro
audit-table = Líneas del registro, primero las más nuevas
audit-head-number = Número
audit-head-when = Cuándo (UTC)
audit-head-who = Quién
audit-head-act = Qué
audit-head-request = Solicitud
audit-head-hash = Hash
audit-waits = espera
audit-newest = Líneas más nuevas
audit-older = Líneas más antiguas
audit-empty = Aún no ha pasado nada.
    .line = Cada acto y cada mirada a los datos de alguien escribe aquí una línea.
audit-chain-whole = La cadena está entera. Cada línea hasta la número { $upto } sigue a la anterior. Calculado otra vez: { $at } (UTC).
audit-chain-broken = La cadena está rota en la línea { $number }
    .do = La línea no sigue a la anterior: alguien cambió el registro. Compárelo con los puntos de control que se guardan fuera de la base de datos y avise a quien administra.
audit-chain-unchecked = La cadena aún no se ha calculado otra vez, así que nadie puede decir si está entera.

audit-role-visitor = Alguien sin sesión
audit-role-customer = Cliente
audit-role-agent = Agente de atención
audit-role-officer = Responsable de privacidad
audit-role-auditor = Auditoría
audit-role-administrator = Administración
audit-role-system = De forma automática

act-read-public-pages = Leyó una página pública
act-sign-in = Inició sesión
act-sign-out = Cerró sesión
act-accept-invitation = Aceptó una invitación
act-register = Abrió una cuenta
act-reset-password = Eligió una contraseña nueva
act-ask-without-account = Pidió algo sin cuenta
act-see-own-account = Miró su propia cuenta
act-change-contacts = Cambió sus direcciones o números
act-invite-customer = Mandó hacer un código para una carta
act-see-receipt = Miró un recibo
act-verify-receipt = Comprobó un recibo
act-prove-again = Dio otra vez la contraseña
act-see-own-summary = Miró un resumen de sus propios datos
act-see-own-data = Miró sus propios datos
act-correct-own-data = Pidió una rectificación
act-take-package = Pidió una copia
act-download-package = Descargó la copia
act-preview-erasure = Miró qué haría una supresión
act-ask-erasure = Pidió una supresión
act-ask-other = Ejerció otro derecho
act-see-own-requests = Miró sus propias solicitudes
act-verify-own = Demostró quién es
act-write-message = Escribió sobre una solicitud
act-rate-answer = Dijo qué pensaba de una respuesta
act-write-to-person = Escribió a la persona
act-change-password = Cambió la contraseña
act-withdraw = Retiró una solicitud
act-see-own-choices = Miró sus propios permisos
act-change-choices = Cambió un permiso
act-see-queue = Miró los pendientes
act-see-request = Miró una solicitud
act-enter-request = Introdujo una solicitud por alguien
act-assign = Asumió una solicitud
act-start-verifying = Empezó a comprobar quién la hace
act-verify = Comprobó quién la hace
act-pause = Detuvo un plazo
act-resume = Reanudó un plazo
act-approve = Aprobó una solicitud
act-refuse = Denegó una solicitud
act-extend = Tomó más tiempo
act-answer = Respondió una solicitud a mano
act-retry = Mandó intentar otra vez una solicitud
act-see-ledger = Miró este registro
act-see-map = Miró el mapa de datos
act-invite-staff = Invitó a alguien a trabajar aquí
act-approve-by-rule = Aprobada por una norma
act-run = Ejecutó una solicitud en los sistemas
act-forget-second-proof = Olvidó una segunda prueba perdida, desde la línea de órdenes
act-expire = Cerró una solicitud que nadie verificó

## Después

act-add-second-proof = Activó una segunda prueba
act-add-statement = Añadió palabras propias a un dato
act-confirm-own-data = Dijo si sus datos siguen siendo correctos
act-end-sessions = Cerró sesiones en otros dispositivos
act-export-queue = Se llevó la lista de pendientes como archivo
act-find-person = Buscó a una persona
act-hand-in-evidence = Entregó un documento
act-remove-second-proof = Quitó la segunda prueba
act-replay = Suprimió otra vez, tras restaurarse una copia de seguridad
act-see-evidence = Abrió un documento entregado
act-see-own-security = Miró su propia seguridad
act-tell-recipient = Anotó que se avisó a un destinatario
asked-title = Pedido sin cuenta
asked-name = Dio el nombre { $name }.
asked-confirmed = Quien lo pidió lee la dirección que dio. Compruebe también con otra cosa quién es, antes de que salgan o se supriman datos.
asked-unconfirmed = Nadie ha mostrado todavía que la dirección sea suya.
proof-left = Suprimida antes; lo que tenía que quedarse ya puede irse, { $at }
proof-erased = Suprimida antes y de vuelta con una copia de seguridad, { $at }
proof-mailbox = Lee la dirección que dio, { $at }
fate-not-asked = No se pidió
