"""The names of an English city: lists by heritage, and how common each heritage is there.

Written for this purpose; whoever bears one of these names bears it by chance.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Heritage:
    """weight: how common among families, in per cent. grown: forenames of women and men where
    they differ from those of girls and boys. of_women: the form of a surname that women bear."""

    weight: float
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    surnames: tuple[str, ...]
    grown_women: tuple[str, ...] = ()
    grown_men: tuple[str, ...] = ()
    of_women: Mapping[str, str] = field(default_factory=dict)

    def child(self, sex: str) -> tuple[str, ...]:
        return self.girls if sex == "F" else self.boys

    def adult(self, sex: str) -> tuple[str, ...]:
        grown = self.grown_women if sex == "F" else self.grown_men
        return grown or self.child(sex)

    def surname(self, family: str, sex: str) -> str:
        """The form of a family's name that a person of that sex bears."""
        return self.of_women.get(family, family) if sex == "F" else family


def _names(text: str) -> tuple[str, ...]:
    """Names between spaces; an underscore stands for a space inside a name."""
    return tuple(name.replace("_", " ") for name in text.split())


BRITISH = Heritage(
    weight=44,
    girls=_names(
        "Olivia Amelia Isla Ava Freya Lily Florence Willow Rosie Sophia Isabella Grace Daisy Poppy "
        "Elsie Evie Charlotte Sienna Matilda Evelyn Phoebe Alice Ruby Harper Millie Emily Ella "
        "Ivy Erin Maisie Thea Eliza Orla Robyn Darcie Penelope Violet Jessica Hallie Bonnie Martha "
        "Beatrice Heidi Imogen Nancy Lottie Abigail Eleanor Holly Edith"
    ),
    boys=_names(
        "Noah George Oliver Arthur Leo Harry Oscar Archie Jack Freddie Theodore Charlie Alfie "
        "Jacob Thomas Finley Henry Isaac Joshua William Edward Lucas James Alexander Tommy Max "
        "Reuben Ezra Toby Jude Rory Louie Albie Elliott Jenson Reggie Hugo Bobby Caleb Ralph Teddy "
        "Samuel Daniel Frankie Stanley Dylan Ethan Owen Callum Harrison"
    ),
    grown_women=_names(
        "Sarah Emma Laura Rebecca Gemma Claire Rachel Kelly Samantha Stacey Joanne Lisa Hannah "
        "Victoria Natalie Leanne Amy Kirsty Zoe Michelle Donna Karen Helen Jodie Kayleigh Chloe "
        "Charlene Alison Jennifer Katie Louise Vicky Hayley Tracey Nicola Bethany Megan Lauren"
    ),
    grown_men=_names(
        "David Paul Mark Andrew Craig Lee Stephen Gareth Christopher Matthew Ryan Jamie Daniel "
        "Michael Robert Simon Darren Wayne Scott Adam Ben Luke Stuart Neil Carl Dean Kevin Martin "
        "Ian Liam Tom Nathan Ross Kieran Sean Anthony Gavin Phil"
    ),
    surnames=_names(
        "Ashdown Barraclough Bickerstaff Birch Brindley Broadhurst Calder Cartwright Chadwick "
        "Clegg Copeland Crabtree Cresswell Dawson Eastwood Ellison Entwistle Fairweather Fenton "
        "Garside Gledhill Goodall Greenhalgh Hallam Hargreaves Heaton Hepworth Holroyd Ibbotson "
        "Jagger Kershaw Lockwood Marsden Midgley Netherwood Ogden Pickles Priestley Ramsden "
        "Redfearn Rushworth Shackleton Shaw Sutcliffe Tattersall Thackray Turnbull Varley "
        "Wainwright Whitehead Wilkinson Woodhead Wormald Yates Barker Carter Cooper Fletcher "
        "Foster Harrison Jackson Mason Palmer Parker Porter Spencer Taylor Turner Walker Webb "
        "Wright"
    ),
)
IRISH = Heritage(
    weight=3,
    girls=_names(
        "Aoife Niamh Ciara Saoirse Róisín Caoimhe Fiadh Éabha Sinéad Clodagh Orlaith Meabh"
    ),
    boys=_names("Oisín Cian Tadhg Darragh Fionn Conor Eoin Cillian Rian Senan Dáithí Lorcan"),
    grown_women=_names("Siobhán Aisling Bernadette Deirdre Gráinne Maeve Noreen Sorcha Bríd"),
    grown_men=_names("Declan Pádraig Brendan Eamonn Donal Ronan Dermot Ciarán Colm"),
    surnames=_names(
        "O'Callaghan Brennan McDermott O'Sullivan Keane Gallagher Mulcahy O'Dowd Fitzgerald "
        "Heffernan Kilbride Tierney"
    ),
)
PAKISTANI = Heritage(
    weight=12,
    girls=_names(
        "Aisha Maryam Zainab Hafsa Inaya Anaya Aleena Zara Mahnoor Eshal Hoorain Amna Iqra Laiba "
        "Noor Fatima Minahil Areeba Sana Hania Zoya Ayesha"
    ),
    boys=_names(
        "Muhammad Ibrahim Yusuf Zayan Hamza Mustafa Haris Bilal Zakariya Ayaan Rayyan Ismail Umar "
        "Danyal Musa Arham Eesa Faizan Adnan Shahzaib Hassan Subhan"
    ),
    grown_women=_names(
        "Shazia Nadia Saima Rukhsana Farzana Nasreen Uzma Samina Shabana Tahira Bushra Kiran Rabia "
        "Sadia Humaira"
    ),
    grown_men=_names(
        "Imran Asif Nadeem Tariq Kashif Waqas Zahid Shahid Naveed Amjad Javed Usman Rizwan Sajid "
        "Khalid"
    ),
    surnames=_names(
        "Hussain Khan Mahmood Akhtar Iqbal Malik Mirza Qureshi Butt Sheikh Chaudhry Rafiq Shah "
        "Aslam Bashir Farooq Hanif Javed Nawaz Sadiq Yaqoob Zaman"
    ),
)
INDIAN = Heritage(
    weight=6,
    girls=_names(
        "Anaya Diya Saanvi Aarohi Ishani Kavya Meera Riya Tanvi Aanya Jiya Myra Prisha Navya "
        "Simran Jasleen Avneet Kiran"
    ),
    boys=_names(
        "Aarav Vihaan Arjun Reyansh Krish Dev Rohan Kabir Ishaan Shaan Veer Jai Nikhil Dhruv "
        "Gurveer Arman Harjot Rajan"
    ),
    grown_women=_names("Priya Sunita Anjali Deepa Hema Rekha Nisha Pooja Shilpa Varsha Manpreet"),
    grown_men=_names("Rajesh Sanjay Vikram Amit Suresh Anil Hardeep Manish Ketan Gurpreet Nilesh"),
    surnames=_names(
        "Patel Sharma Mehta Gill Sandhu Desai Chauhan Joshi Parmar Sidhu Bhatt Solanki Dhillon "
        "Raman Iyer Nair Kulkarni Mistry"
    ),
)
BANGLADESHI = Heritage(
    weight=4,
    girls=_names("Tasnim Nusrat Sumaiya Anika Raisa Tahmina Afsana Labiba Mahira Sadia Nabiha"),
    boys=_names("Tahmid Rafi Nayeem Sakib Abrar Tanvir Zubair Mahir Shafin Fahim Raihan"),
    grown_women=_names("Shamima Rehana Nazma Salma Jahanara Sultana Rokeya Hasina Momtaz"),
    grown_men=_names("Abdul Shafiqul Mizanur Kamal Anwar Jahangir Rafiqul Habibur Nazrul"),
    surnames=_names(
        "Choudhury Miah Rahman Uddin Islam Ahmed Haque Sarkar Talukdar Chowdhury Hoque"
    ),
)
NIGERIAN = Heritage(
    weight=4,
    girls=_names("Temilade Ifeoma Adaeze Simisola Chidera Oluchi Ebun Teni Zina Amarachi Kamsi"),
    boys=_names("Chidubem Tobiloba Ikenna Olamide Kelechi Ayomide Emeka Dami Obinna Kosi Jidenna"),
    grown_women=_names("Funmilayo Ngozi Blessing Yewande Chinyere Folake Adaora Bukola Nkechi"),
    grown_men=_names("Olumide Chukwuma Babatunde Segun Uche Femi Kunle Chinedu Adewale"),
    surnames=_names(
        "Adeyemi Okafor Balogun Eze Ogunleye Nwosu Afolabi Obi Adebayo Onyekachi Bankole Chukwu"
    ),
)
GHANAIAN = Heritage(
    weight=2,
    girls=_names("Akosua Ama Abena Efua Adwoa Esi Nana_Ama Afia Maame Serwaa"),
    boys=_names("Kwame Kofi Kojo Yaw Kwabena Nana Kwaku Ebo Fiifi Papa"),
    surnames=_names("Mensah Owusu Boateng Asante Osei Appiah Amoako Darko Frimpong Agyeman"),
)
SOMALI = Heritage(
    weight=4,
    girls=_names("Hodan Ifrah Sagal Amina Nimco Ayan Ladan Hibo Sumaya Ikran Deqa Najma"),
    boys=_names(
        "Abdirahman Liban Guled Ayanle Mahad Sharmarke Zakaria Bashir Idris Khadar Warsame"
    ),
    surnames=_names("Abdi Warsame Farah Hersi Jama Osman Yusuf Duale Mohamud Elmi Nur Guled"),
)
CARIBBEAN = Heritage(
    weight=4,
    girls=_names("Aaliyah Shanice Tiana Kezia Naomi Jada Imani Nevaeh Zuri Renée Alicia"),
    boys=_names("Malachi Tyrese Isaiah Jaden Micah Kymani Elijah Zion Nathaniel Andre Jermaine"),
    grown_women=_names("Marcia Yvonne Sharon Claudette Natasha Simone Jacqueline Denise Latoya"),
    grown_men=_names("Winston Delroy Trevor Leroy Marlon Devon Errol Clive Dwayne"),
    surnames=_names(
        "Campbell Grant Francis Bailey Gordon Clarke Reid Morgan-Brown Blackwood Lindo Sinclair"
    ),
)
POLISH = Heritage(
    weight=5,
    girls=_names("Zuzanna Maja Oliwia Lena Wiktoria Amelia Hanna Nadia Zofia Alicja Kinga"),
    boys=_names("Jakub Kacper Szymon Filip Antoni Mikołaj Wojciech Bartosz Igor Oskar Tymon"),
    grown_women=_names("Agnieszka Katarzyna Małgorzata Joanna Monika Beata Ewelina Dorota Izabela"),
    grown_men=_names("Tomasz Piotr Krzysztof Paweł Marcin Łukasz Grzegorz Rafał Sławomir"),
    surnames=_names(
        "Kowalczyk Wiśniewski Zieliński Wójcik Lewandowski Mazur Dąbrowski Szymański Pawlak "
        "Krawczyk Jankowski Górski"
    ),
    of_women={
        "Wiśniewski": "Wiśniewska",
        "Zieliński": "Zielińska",
        "Lewandowski": "Lewandowska",
        "Dąbrowski": "Dąbrowska",
        "Szymański": "Szymańska",
        "Jankowski": "Jankowska",
        "Górski": "Górska",
    },
)
ROMANIAN = Heritage(
    weight=3,
    girls=_names("Ioana Andreea Ilinca Daria Maria Sofia Anastasia Bianca Teodora Crina"),
    boys=_names("Andrei Matei Ștefan Luca Vlad David Rareș Tudor Darius Cosmin"),
    grown_women=_names("Mihaela Elena Gabriela Cristina Ramona Simona Alina Oana Loredana"),
    grown_men=_names("Ionuț Bogdan Adrian Florin Marius Cătălin Dragoș Sorin Viorel"),
    surnames=_names("Popescu Ionescu Dumitru Stan Gheorghe Munteanu Ciobanu Rusu Florea Bălan"),
)
ARAB = Heritage(
    weight=2.5,
    girls=_names("Layan Salma Jana Leen Rawan Dana Farah Yasmin Haya Lamar"),
    boys=_names("Karim Omar Youssef Adam Tarek Ziad Anas Majd Yahya Rami"),
    surnames=_names("Al-Khatib Haddad Saleh Mansour Al-Masri Khalil Nasser Darwish Qasim Barakat"),
)
TURKISH = Heritage(
    weight=1.5,
    girls=_names("Elif Zeynep Defne Ecrin Miray Asya Azra Nehir"),
    boys=_names("Emir Kerem Mert Deniz Çınar Baran Ömer Efe"),
    surnames=_names("Yılmaz Kaya Demir Şahin Çelik Yıldırım Öztürk Aydın"),
)
CHINESE = Heritage(
    weight=2,
    girls=_names("Xinyi Yuxin Mei-Ling Chloe Zihan Jiayi Hoi-Yan Evelyn Ruoxi"),
    boys=_names("Haoran Jun Zixuan Ka-Ho Ethan Yichen Tsz-Hin Marcus Ziyang"),
    surnames=_names("Chen Wong Zhang Leung Lau Huang Lam Zhao Cheung Ng"),
)
VIETNAMESE = Heritage(
    weight=0.8,
    girls=_names("Linh Ngọc Thảo Mai Trâm Anh"),
    boys=_names("Minh Khoa Đức Huy Bảo Long"),
    surnames=_names("Nguyễn Trần Phạm Lê Đặng Vũ"),
)
UKRAINIAN = Heritage(
    weight=1.2,
    girls=_names("Solomiia Polina Daryna Yeva Milana Oksana Zlata"),
    boys=_names("Artem Danylo Maksym Nazar Bohdan Tymur Matvii"),
    surnames=_names("Shevchenko Kovalenko Bondarenko Tkachuk Melnyk Savchuk Lysenko"),
)
AFGHAN = Heritage(
    weight=1,
    girls=_names("Marwa Zohra Setayesh Hosna Parwana Benafsha"),
    boys=_names("Mirwais Sohrab Farhad Elyas Yama Najib"),
    surnames=_names("Ahmadi Stanikzai Noorzai Rahimi Popal Sahak"),
)
PORTUGUESE = Heritage(
    weight=1.5,
    girls=_names("Beatriz Leonor Inês Matilde Lara Sofia Luana Thaís"),
    boys=_names("Tomás Gonçalo Rodrigo Duarte Thiago Santiago João Caio"),
    surnames=_names("Ferreira Gonçalves da_Silva Almeida Teixeira dos_Santos Magalhães Rocha"),
)
TAMIL = Heritage(
    weight=1,
    girls=_names("Abinaya Kaviya Thanushka Yalini Sahana Nilani"),
    boys=_names("Kavin Aathavan Mathusan Pranav Sanjeev Tharun"),
    surnames=_names("Sivakumar Rajaratnam Yogarajah Kandasamy Thavarasa Balasingam"),
)

HERITAGES = (
    BRITISH,
    IRISH,
    PAKISTANI,
    INDIAN,
    BANGLADESHI,
    NIGERIAN,
    GHANAIAN,
    SOMALI,
    CARIBBEAN,
    POLISH,
    ROMANIAN,
    ARAB,
    TURKISH,
    CHINESE,
    VIETNAMESE,
    UKRAINIAN,
    AFGHAN,
    PORTUGUESE,
    TAMIL,
)
# Names that many are called by something shorter.
SHORT_FORMS: Mapping[str, str] = {
    "Alexander": "Alex",
    "Theodore": "Theo",
    "Samuel": "Sam",
    "Daniel": "Dan",
    "Joshua": "Josh",
    "Isabella": "Bella",
    "Abigail": "Abi",
    "Charlotte": "Lottie",
    "Eleanor": "Ellie",
    "Nathaniel": "Nate",
    "Temilade": "Temi",
    "Abdirahman": "Abdi",
    "Wiktoria": "Wika",
    "Jessica": "Jess",
    "Matilda": "Tilly",
    "Zakariya": "Zak",
}
