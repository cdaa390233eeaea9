# Названия вещей в показе, как их называет игра.
demo-name-assembling-machine-1 = Сборочный автомат 1
demo-name-assembling-machine-2 = Сборочный автомат 2
demo-name-copper-cable = Медный кабель
demo-name-copper-plate = Медная плита
demo-name-electronic-circuit = Электросхема
demo-name-inserter = Манипулятор
demo-name-iron-gear-wheel = Железная шестерня
demo-name-iron-plate = Железная плита
demo-name-small-electric-pole = Деревянная опора ЛЭП
demo-name-transport-belt = Конвейер
