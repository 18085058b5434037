### A qué puede decir que no una persona.

choices-title = Quién puede usar sus datos, y para qué
choices-lead = Diga que no, o de nuevo que sí. Cuenta desde el momento en que lo dice.
choices-nothing = Aquí no hay nada que elegir
    .line = Esta empresa no usa sus datos para nada a lo que pueda negarse en esta página.
choices-yes = Sí, pueden
choices-no = No, dejen de hacerlo
choices-unclear = Los sistemas no coinciden
choices-since = desde el { $since }
choices-writing = Se está anotando en los sistemas.
choices-obeyed = Hecho en: { $systems }.
choices-disobeyed = Aún no se ha hecho en: { $systems }. Lo volvemos a intentar sin que usted haga nada.
choices-say-no = No, dejen de hacerlo
choices-say-yes = Sí, pueden hacerlo
choices-history = Lo que dijo antes
choices-how-page = dicho aquí
choices-how-signal = dicho por su navegador
choices-how-erasure = con su solicitud de borrado
choices-signal = Su navegador dice que sus datos no se pueden vender ni compartir
    .line = Envía la señal Global Privacy Control. La seguimos: la primera vez que la vimos, la tomamos como su «no» a ceder sus datos. Si después dice que sí aquí abajo, cuenta su palabra en esta página.
