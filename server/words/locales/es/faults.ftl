### Lo que va mal con una solicitud en marcha, y lo que puede hacer quien trabaja aquí.

stuck-found-again = se revisó más tarde y se encontraron otra vez registros de la persona borrada. Si se restauró una copia de seguridad, un técnico ejecuta «habeas replay». Después, pida que se intente otra vez: se buscará de nuevo.
stuck-broken = Nuestro propio trabajo se interrumpió una y otra vez. Un técnico encuentra la causa en el registro. Después, pida que se intente otra vez.

settle-doubt = { $system }:
    .line = Mire en el sistema. ¿Ha desaparecido allí lo que dice el plan?
settle-ran = Sí, ha desaparecido
settle-did-not-run = No, nada ha cambiado
settle-found = { $system }:
    .line = ¿Lo encontrado es de otra persona, o ha vuelto la persona?
settle-may-stay = Sí, puede quedarse

story-found-again = Una búsqueda posterior volvió a encontrar algo
story-settled = Alguien miró y dijo lo que hay

act-settle = Dijo qué fue de un paso
