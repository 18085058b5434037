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
