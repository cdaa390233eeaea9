# How an order was understood.
wish-understood = Understood: “{ $item }”, { $rate }.
wish-understood-supplied = Understood: “{ $item }”, { $rate }, brought in: { $list }.
wish-understood-raw = Understood: “{ $item }”, { $rate }, from raw materials.
wish-understood-ingredients = Understood: “{ $item }”, { $rate }, from finished components.
wish-manner-row = One row of machines only.
wish-manner-machines = Machines: { $list }.
wish-manner-modules = Modules in the machines: { $list }.
wish-manner-belt = No belts faster than “{ $list }”.
wish-manner-width = No wider than { $tiles }.
wish-manner-height = No higher than { $tiles }.
wish-tiles = { $count ->
        [one] { $count } tile
       *[other] { $count } tiles
    }
reading-plain = I read “{ $words }” as “{ $list }”; if you meant something else, give its full name.
reading-belts = I counted “{ $words }” as “{ $list }”.
reading-machines = I counted { $count } × “{ $list }” as the rate.
reading-per-min = I read the number without a unit as a rate per minute.
reading-left-out = I leave out “{ $words }”: I cannot do that yet.
offer-last-step = The whole of it cannot be done. { $reason } So this is the last step only; bring in the rest finished.

# Questions about an order.
ask-rate = How much “{ $item }” do you need? For example: 60/min, 1.5/s or “a belt”.
ask-per-what = Is “{ $words }” per minute? I build by rate: say how much “{ $item }” you need, for example 60/min or 1.5/s.
ask-which-item = One blueprint makes one item. Which of them: { $items }?
ask-which-of = What exactly is “{ $words }”: { $items }?
ask-did-you-mean = I do not know “{ $words }”. Perhaps { $items }? Type its name or insert the item's icon.
ask-no-such-thing = I do not know “{ $words }”. Insert the item's icon (Shift + click on the item with the chat open) and give a rate, for example 60/min.
ask-words = Understood: “{ $item }”, { $rate }. But I do not understand “{ $words }”. Build it without that? Answer “yes” or put it another way.
ask-unknown-item = The game data I compute with have no item “{ $item }”. Check its name or insert the item's icon.
ask-quality = A blueprint for “{ $item }” is made for normal quality only. Build that one?
ask-machines = { $count } × “{ $machine }” make “{ $item }” at { $rate }. Build for that rate? Answer “yes” or name a rate.
ask-unclear-rate = I do not understand “{ $words }”. How much “{ $item }” do you need? For example: 60/min or 1.5/s.
ask-not-an-item = “{ $item }” is no item, I build no row of machines for it. Which item do you need?
ask-what-to-build = What shall I build? Name an item or insert its icon (Shift + click on the item with the chat open) and give a rate, for example: [item=iron-gear-wheel] 60/min.

error-block-check-failed = The block did not pass its own check: { $fault } (errors: { $count }), so it is not offered.
error-block-check-failed-next = Ask for a lower rate, or for a part of the chain.
