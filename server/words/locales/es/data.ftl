### Qué consta sobre la persona, y por qué.

data-title = Sus datos
data-lead = Esto es lo que nuestros sistemas guardan ahora sobre usted.
data-contents = Qué guardamos
data-nothing = No guardamos nada sobre usted
    .line = Ninguno de nuestros sistemas le conoce por la dirección con la que ha entrado. Si usa otra con nosotros, escríbanos.
data-next = Qué puede hacer con ello
data-all = Ver todo en «{ $what }» ({ $count })
data-held-in = Consta en «{ $system }».
data-record = { $number } de { $total }
data-shared = También es de otra persona, por ejemplo porque comparten hogar.
data-after-review = Aquí guardamos algo. Lo escribieron personas y pueden haber nombrado a otras, así que antes lo lee alguien de aquí. Pida una copia para recibirlo.
data-withheld = También guardamos, y no se muestra en una página: { $what }.

## La línea discreta junto a un dato, por partes

data-why = { $why } ({ $basis })
data-recipients = También lo recibe: { $who }
data-until = Se guarda: { $until }
data-usually = Todo esto, si al lado no se dice otra cosa: { $facts }
data-sensitive = Con protección especial por ley
data-facts = Por qué lo guardamos, de dónde viene, quién lo recibe y hasta cuándo

basis-consent = usted dio su consentimiento
basis-contract = nuestro contrato con usted
basis-legal-obligation = la ley lo exige
basis-vital-interests = para proteger la vida de alguien
basis-public-task = una tarea de interés público
basis-legitimate-interests = nuestro interés legítimo

source-you = Nos lo dio usted
source-us = Lo creamos nosotros
source-inferred = Lo dedujimos de otros datos
source-others = Nos lo dio otra persona

## Sistemas que no han respondido

missing-title = { $count ->
        [one] Aquí falta un sistema
       *[other] Aquí faltan { $count } sistemas
    }
missing-line = Lo demás está completo. Vuelva a cargar esta página dentro de unos minutos para intentarlo otra vez.

data-yes = Sí
data-no = No

summary-title = Lo que guardamos sobre usted, en breve
summary-held = En nuestros sistemas hay
