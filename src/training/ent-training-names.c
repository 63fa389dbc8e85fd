/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ent-training"

#include "ent-training-names.h"

#include <stddef.h>

const char *const ent_training_girl_names[] = {
  "Alice", "Ambre", "Anaïs", "Anna", "Apolline", "Assia", "Aya", "Camélia", "Capucine", "Célia",
  "Charlotte", "Chloé",
  "Clara", "Clémence", "Élise", "Éloïse", "Emma", "Fatou", "Garance", "Inès", "Iris", "Jade",
  "Jeanne", "Juliette",
  "Léa", "Léonie", "Lina", "Louise", "Lya", "Maëlle", "Malika", "Margaux", "Mila", "Nina", "Noémie",
  "Olivia", "Rose",
  "Salomé", "Sofia", "Yasmine", "Zélie", "Zoé", NULL,
};

const char *const ent_training_boy_names[] = {
  "Aaron", "Adam", "Amine", "Antonin", "Arthur", "Augustin", "Axel", "Basile", "Célestin", "Côme",
  "Eliott", "Ethan",
  "Gabin", "Gabriel", "Gaspard", "Hugo", "Ibrahim", "Ismaël", "Jules", "Kylian", "Léandre", "Léo",
  "Louis", "Lucas",
  "Maël", "Malo", "Marius", "Martin", "Mathis", "Milan", "Moussa", "Nathan", "Nino", "Noah",
  "Nolan", "Oscar", "Paul",
  "Rayan", "Sacha", "Théo", "Timéo", "Tom", "Victor", "Yanis", NULL,
};

const char *const ent_training_adult_names[] = {
  "Adèle", "Agnès", "Ahmed", "Aline", "Amandine", "Antoine", "Arnaud", "Aurélie", "Benoît", "Bruno",
  "Carole", "Cédric",
  "Céline", "Claire", "Damien", "David", "Delphine", "Élodie", "Émilie", "Fabien", "Fatima",
  "Florence", "Franck",
  "Géraldine", "Guillaume", "Hélène", "Isabelle", "Jérôme", "Julie", "Karim", "Laurent", "Leïla",
  "Mélanie", "Mickaël",
  "Mohamed", "Nadia", "Nicolas", "Olivier", "Patricia", "Rachid", "Sandrine", "Sébastien", "Sophie",
  "Stéphane",
  "Thierry", "Valérie", "Virginie", "Xavier", NULL,
};

const char *const ent_training_last_names[] = {
  "Abadie", "Allard", "Amsellem", "Aubry", "Bacquet", "Barbier", "Bazin", "Belkacem", "Benali",
  "Berger", "Bertin",
  "Besson", "Blondel", "Bonnet", "Boucher", "Bouvier", "Caron", "Carpentier", "Charpentier",
  "Chevalier", "Colin",
  "Cordier", "Coulibaly", "Cousin", "Daniel", "Delattre", "Delmas", "Deschamps", "Diallo", "Dufour",
  "Dumont", "Dupuis",
  "Fabre", "Faucon", "Fontaine", "Gaillard", "Garcia", "Gauthier", "Gérard", "Girault", "Guérin",
  "Guichard", "Haddad",
  "Hamel", "Hubert", "Humbert", "Jacquet", "Kaddour", "Lacombe", "Lambert", "Leblanc", "Leclercq",
  "Lefort", "Legrand",
  "Lemaire", "Leroux", "Lesage", "Lopes", "Mahieu", "Mallet", "Marchal", "Masson", "Menard",
  "Meunier", "Millet",
  "Morel", "Navarro", "N'Diaye", "Noël", "Nguyen", "Olivier", "Pereira", "Perrot", "Picard",
  "Poirier", "Poulain",
  "Prévost", "Rémy", "Renaud", "Rivière", "Rolland", "Roussel", "Royer", "Saidi", "Sauvage",
  "Schmitt", "Tessier",
  "Thiery", "Traoré", "Vasseur", "Verdier", "Vidal", "Voisin", "Weber", "Zidane", NULL,
};

const char *const ent_training_school_names[] = {
  "du Bois-Joli", "du Chat-Perché", "des Cerisiers", "de la Clairière", "des Coquelicots",
  "du Grand-Pré",
  "des Hirondelles", "du Lavoir", "des Marronniers", "des Noisetiers", "de la Passerelle",
  "du Petit-Pont",
  "des Peupliers", "de la Rivière", "du Tour-de-Ville", "de la Vallée", "du Vieux-Puits", NULL,
};

const char *const ent_training_town_names[] = {
  "Aubricourt", "Beaumesnil-la-Plaine", "Bellaincourt", "Bray-le-Sec", "Chauvoncourt-en-Haye",
  "Courtemelle",
  "Doulencourt", "Épaville", "Fressancourt", "Grandvillers-le-Vert", "Hautecombe-sur-Ancelle",
  "Laboissel", "Mareuille",
  "Noyelles-les-Prés", "Ovillers-la-Haie", "Pontcourt", "Querrieux-le-Bois", "Ravenville",
  "Saint-Aubin-des-Étangs",
  "Thézancourt", "Vauvillers-le-Mont", "Warlencourt", NULL,
};
