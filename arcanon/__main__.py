from arcanon.cli import main

main()
