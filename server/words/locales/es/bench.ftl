## La mesa de lectura: lo que se retiene de una copia hasta que alguien lo ha leído

nav-bench = Por leer
bench-title = Copias por leer
bench-lead = De estas copias se retuvo algo porque lo escribieron personas y puede nombrar a otras. La más antigua va primero.
bench-none = No hay nada por leer
bench-none-line = Cuando se hace una copia y se retiene algo de ella, aparece aquí.
bench-head-request = Solicitud
bench-head-person = Persona
bench-head-since = Espera desde
bench-head-why = Motivo
bench-first = Primera lectura
bench-second = La persona pidió que lo mire otra persona

bench-of = Retenido de { $number }
bench-link = Leer lo que se retuvo
bench-counts = { $open ->
    [0] Todo está leído: { $total ->
        [one] 1 texto o archivo.
       *[other] { $total } textos y archivos.
    }
    [one] Queda 1 texto o archivo por leer, de { $total }.
   *[other] Quedan { $open } textos y archivos por leer, de { $total }.
}
bench-items = Textos y archivos
bench-empty = Ya no se retiene nada de esta persona.
bench-head-what = Qué es
bench-head-day = Del día
bench-head-state = Estado
bench-file = Archivo
bench-item-open = Por leer
bench-item-open-again = Por leer otra vez
bench-item-shown = Se entrega
bench-item-shown-in-part = Se entrega con partes tapadas
bench-item-withheld = Retenido
bench-more = { $count ->
    [one] Cuando estos estén leídos aparece 1 más.
   *[other] Cuando estos estén leídos aparecen { $count } más.
}
bench-tell = Avisar a la persona
bench-tell-line = Recibe un mensaje que dice cuánto obtiene, y vuelve a hacer su copia. Lo retenido se cuenta en ella, con sus motivos.
bench-tell-do = Avisar a la persona
bench-was-told = Se avisó a la persona el { $date }.
bench-told = Hemos leído lo que se retuvo de su copia. Recibe { $shown ->
    [0] ninguno
    [one] 1 texto o archivo
   *[other] { $shown } textos y archivos
} tal como está, { $part ->
    [0] ninguno
    [one] 1
   *[other] { $part }
} con partes tapadas, y { $withheld ->
    [0] no se retiene ninguno
    [one] se retiene 1
   *[other] se retienen { $withheld }
}. Vuelva a hacer su copia para obtenerlo: abra esta solicitud y elija «Hacerla de nuevo». La copia dice cuánto se tapó o se retuvo, y por qué. Si cree que no es correcto, pida en esta solicitud que lo mire otra persona.

bench-text = Lo que dice
bench-no-text = No tiene palabras que se puedan leer aquí. Mire el original.
bench-original = Abrir el original
bench-covered = [tapado]
bench-preview = Como lo recibe la persona
bench-suggestions = Lo que puede tratar de otra persona
bench-suggestions-none = No se encontraron nombres, direcciones ni números de otras personas. Léalo igualmente.
bench-suspect-email = dirección de correo
bench-suspect-number = número
bench-suspect-name = nombre
bench-cover = Tapar estas partes
bench-cover-hint = Se tapa lo que está marcado. Son solo suposiciones: usted decide.
bench-more-words = Otras palabras que tapar
bench-more-words-hint = Una por línea. Se tapan dondequiera que estén.
bench-reason = Motivo
bench-reason-hint = Se le dice este motivo a la persona.
bench-choose = Elija un motivo
bench-do-preview = Ver cómo queda
bench-do-show = Entregarlo, con lo marcado tapado
bench-do-withhold = Retenerlo entero
bench-next = Siguiente por leer
bench-four-eyes = Usted ya decidió sobre esto. La persona pidió que lo mire otra persona, así que ahora decide otro responsable.
bench-keys = Teclas: j y k van de una suposición a otra, c la tapa, s la deja a la vista.

withhold-another-person = Trata de otra persona
withhold-confidence = Alguien lo dijo en confianza
withhold-trade-secret = Es un secreto comercial o una obra ajena
withhold-legal-advice = Es un consejo de nuestros abogados
withhold-safety = Podría poner a alguien en peligro
withhold-law-another-person = RGPD, art. 15.4
withhold-law-confidence = RGPD, art. 15.4
withhold-law-trade-secret = RGPD, considerando 63
withhold-law-legal-advice = RGPD, art. 23.1 j)
withhold-law-safety = RGPD, art. 15.4 y art. 23.1 i)

package-covered = Uno de nosotros leyó esto antes. Para proteger a otras personas se taparon o se dejaron fuera partes:
package-covered-parts = { $count ->
    [one] { $label }, 1 parte tapada
   *[other] { $label }, { $count } partes tapadas
}
package-covered-whole = { $count ->
    [one] { $label }, 1 que no se entrega
   *[other] { $label }, { $count } que no se entregan
}

second-look-title = ¿Cree que se tapó demasiado?
second-look-line = Otra persona de la empresa lo mira una vez más y se lo dice.
second-look-do = Pedir que lo mire otra persona
second-look-asked = Pidió que lo mirara otra persona el { $date }. Alguien distinto mira lo que se tapó o se retuvo.
review-waits = Parte de lo que tenemos lo escribieron personas y puede nombrar a otras. Uno de nosotros lo lee antes, y usted recibe un mensaje aquí cuando esté hecho.
review-told = Lo que se retuvo ya está leído. Vuelva a hacer su copia para obtenerlo.
review-again-link = Hacerla de nuevo

problem-not-in-text = Estas palabras no están en el texto: cópielas exactamente como están
problem-still-to-read = Léalo todo primero: queda algo por leer

act-stop-opening = Cerró una cuenta desde un correo
act-receive-copy = Abrió un enlace a una copia
act-hand-over = Entregó una copia por enlace
act-ask-second-look = Pidió que lo mirara otra persona
act-lift-stop = Abrió una cuenta cerrada
act-see-bench = Leyó lo que se retuvo
act-redact = Decidió sobre un texto o archivo
act-tell-reviewed = Avisó del resultado de la lectura
act-see-sessions = Miró sesiones
act-end-others-sessions = Cerró sesiones de otra persona
