### La lista de pendientes al completo, la mañana, buscar a alguien, hacer lo mismo con muchas.

staff-count-week = vencen en 7 días
staff-count-waiting = esperan a la persona
staff-filter-week = En 7 días

queue-who = A cargo de
queue-who-any = Cualquiera
queue-who-me = Mía
queue-who-nobody = Todavía de nadie
queue-more = Más preguntas
queue-law = Ley
queue-law-any = Cualquier ley
queue-checked = Quién pide
queue-checked-any = Comprobado o no
queue-checked-yes = Comprobado
queue-checked-no = Sin comprobar
queue-waiting = Plazo
queue-waiting-any = Corre o está parado
queue-waiting-yes = Parado: se pregunta a la persona
queue-waiting-no = Corre
queue-system = Detenida por
queue-system-any = Cualquier sistema
queue-find = Buscar a una persona

queue-head-pick = Elegir
queue-head-who = A cargo de
queue-pick = Elegir { $reference }
queue-blocked-by = por { $system }
queue-waits = espera a la persona
queue-unchecked = quién pide está sin comprobar
queue-mine = Usted
queue-nobody = Nadie

queue-picked = Con las que elija:
queue-bulk-take = Hacerme cargo
queue-bulk-release = Devolverlas
queue-bulk-extend = Tomar más tiempo
queue-export = Llevarse esta lista (CSV, sin nombres)
queue-keys = Teclas: j y k mueven, x elige, o abre, a la toma, p va a aprobarla, / va a las preguntas.

queue-views = Vistas guardadas
queue-keep = Guardar esta vista
queue-keep-name = Nombre
queue-keep-shared = Para todas las personas del equipo
queue-keep-do = Guardarla
queue-shared = compartida
queue-drop = Quitarla

bulk-will-take = { $count ->
        [one] Desde ahora esta solicitud está a su cargo.
       *[other] Desde ahora estas { $count } solicitudes están a su cargo.
    }
bulk-will-release = { $count ->
        [one] Esta solicitud deja de estar a cargo de nadie.
       *[other] Estas { $count } solicitudes dejan de estar a cargo de nadie.
    }
bulk-will-extend = { $count ->
        [one] Esta solicitud recibe más tiempo, una vez. Se dice a la persona por qué y hasta cuándo.
       *[other] Estas { $count } solicitudes reciben más tiempo, una vez. Se dice a cada persona por qué y hasta cuándo.
    }
bulk-do-take = { $count ->
        [one] Hacerme cargo de ella
       *[other] Hacerme cargo de { $count }
    }
bulk-do-release = { $count ->
        [one] Devolverla
       *[other] Devolver { $count }
    }
bulk-do-extend = { $count ->
        [one] Tomar más tiempo para ella
       *[other] Tomar más tiempo para { $count }
    }
bulk-leave = No cambiar nada
bulk-cannot = { $count ->
        [one] Con esta no se puede
       *[other] Con estas { $count } no se puede
    }
bulk-done = Hecho con { $done } de { $all }.
bulk-done-rest = Las demás las cambió otra persona entretanto, o las reglas no lo permiten. No les ha pasado nada.
bulk-back = Volver a los pendientes
bulk-none = No ha elegido nada
    .line = Vuelva y elija primero las solicitudes.

find-title = Buscar a una persona
find-line = Escriba un solo valor, entero. Verá las solicitudes de quien mostró que es suyo. Queda escrito que ha mirado, y la persona puede verlo.
find-kind = Conocida por
find-value = Valor
find-do = Buscar
find-found = { $count ->
        [one] Una solicitud
       *[other] { $count } solicitudes
    }
find-none = Nadie es conocido por eso.
    .line = Revise cómo está escrito. Una parte de un valor no encuentra a nadie. Quien nunca nos escribió aquí no es conocido aquí, aunque sea cliente.
identity-email = Dirección de correo
identity-phone = Número de teléfono
identity-customer-id = Número de cliente

morning-title = Hoy
morning-first = Lo que vence primero
morning-all = Todos los pendientes
morning-days = Los últimos 30 días
morning-days-said = En 30 días llegaron { $received } solicitudes y se terminaron { $finished }.
morning-received = Llegaron
morning-finished = Terminadas
morning-day = Día
morning-table = Lo mismo en una tabla
morning-times = Cuánto tardaron las respuestas
morning-times-none = En los últimos 90 días no se respondió nada.
morning-times-line = { $answered ->
        [one] Una respuesta en los últimos 90 días, { $onTime } a tiempo. Tardó { $median } días.
       *[other] { $answered } respuestas en los últimos 90 días, { $onTime } a tiempo. La mitad no tardó más de { $median } días; la media es { $mean }.
    }
morning-on-time = { $onTime } a tiempo, { $late } tarde

nav-morning = Hoy

queue-team = Equipo
queue-team-any = Cualquier equipo
queue-way-any = Por cualquier vía
queue-language-any = Cualquier idioma
staff-count-today = vencen hoy
staff-count-inner = pasadas de nuestro propio plazo
staff-count-to-verify = por comprobar quién pide
staff-filter-today = Hoy
staff-filter-inner = Pasado nuestro propio plazo
queue-bulk-assign = Entregarlas a un colega
queue-bulk-team = Cambiar su equipo
queue-bulk-message = Escribir a las personas
queue-bulk-duplicate = Denegar por repetidas
channel-account = Desde su cuenta
channel-visitor = Sin cuenta
