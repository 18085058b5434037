### Las solicitudes y su historia.

requests-title = Sus solicitudes
requests-none = Aún no ha pedido nada
    .line = Cuando pida una copia, una rectificación o una supresión, podrá seguirla aquí.
requests-what = Qué pidió
requests-asked = Cuándo
requests-state = En qué punto está
requests-number = Número
requests-due = Tendrá una respuesta antes de que acabe el { $date }.
requests-late = Vamos con retraso y lo sentimos. Ya se ha avisado a alguien de aquí.
requests-hold = Está aprobada y espera hasta el { $until }. Hasta entonces puede retirarla.
requests-systems = Sistema por sistema
requests-story = Qué ha pasado
requests-receipt = Ver el recibo
requests-refused = No podemos hacerlo
requests-complain = Si cree que esto está mal, puede reclamar ante { $authority }.
requests-withdraw = Retirar esta solicitud

request-state-received = Recibida
request-state-verifying = Comprobando quién es usted
request-state-open = La mira una persona
request-state-approved = Aprobada, en espera
request-state-running = En marcha
request-state-needs-person = Necesita a una persona
request-state-answered = Respondida
request-state-refused = Denegada
request-state-withdrawn = Retirada
request-state-expired = Cerrada, sin respuesta

request-next-received = Tenemos su solicitud. Ahora comprobamos quién es usted.
request-next-verifying = Estamos comprobando quién es usted.
request-next-open = Ahora la mira una persona responsable de privacidad.
request-next-approved = Empieza sin que tenga que hacer nada.
request-next-running = Se está haciendo ahora. Puede cerrar esta página.
request-next-needs-person = Se detuvo en uno de nuestros sistemas y alguien de aquí lo está mirando. Usted no tiene que hacer nada.
request-next-answered = No queda nada por hacer.
request-next-refused = Aquí no queda nada por hacer.
request-next-withdrawn = Usted la retiró. No pasa nada más.
request-next-expired = Nadie nos demostró quién era, así que la cerramos. Puede pedirlo otra vez.

request-now-received = A la espera de comprobar quién es usted
request-now-verifying = Comprobando quién es usted
request-now-open = La mira una persona responsable de privacidad
request-now-approved = En espera, para que aún pueda retirarla
request-now-running = En marcha
request-now-needs-person = Se detuvo; alguien de aquí lo está mirando

story-received = Usted la pidió
story-verifying-started = Empezamos a comprobar quién es usted
story-verified = Sabemos que es usted
story-paused = Esperamos algo de usted; el plazo se detiene
story-resumed = El plazo vuelve a correr
story-extended = Necesitamos más tiempo
story-approved = Aprobada
story-refused = Denegada
story-withdrawn = Usted la retiró
story-started = Empezó
story-stopped = Se detuvo en uno de nuestros sistemas
story-retried = Se puso en marcha otra vez
story-answered-in-full = Respondida por completo
story-answered-in-part = Respondida en parte
story-answered-nothing-held = Respondida: no guardamos nada
story-expired = Cerrada, porque nadie nos demostró quién era

outcome-in-full = Está hecho.
outcome-in-full-access = Todo lo que se encontró está en su copia.
outcome-in-full-rectification = El sistema ya tiene lo que usted nos dio.
outcome-in-full-erasure = Todo está suprimido.
outcome-in-part = Está hecho, hasta donde se puede.
outcome-in-part-access = Su copia está lista. Algunos textos que escribieron personas se retienen hasta que alguien de aquí vea si tratan de otras; la copia dice cuáles.
outcome-in-part-erasure = Todo lo que se puede suprimir está suprimido. Lo que se queda, y por qué, está en el recibo.
outcome-nothing-held = Hemos buscado en todos los sistemas y no guardamos nada sobre usted.

## Quién miró

looks-title = Quién de nosotros miró sus datos
looks-lead = Cada vez que alguien de aquí abre algo sobre usted, se anota con el motivo.
looks-none = Nadie ha mirado
    .line = Nadie de aquí ha abierto nada sobre usted.
looks-when = Cuándo
looks-who = Quién
looks-why = Por qué
looks-request = Para atender su solicitud { $reference }
looks-role-agent = Agente de atención
looks-role-officer = Responsable de privacidad
looks-role-auditor = Responsable de auditoría
looks-role-administrator = Responsable de administración
looks-role-customer = Usted

story-address-confirmed = Se mostró que la dirección es suya

request-areas = Se trata de: { $areas }.
outcome-areas = Lo que eligió está borrado: { $areas }. Todo lo demás está como estaba. Lo que tuvo que quedarse, y por qué, está en el recibo.
